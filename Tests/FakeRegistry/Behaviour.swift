/// The knobs of a ``FakeRegistry``: how it pages, authenticates, labels and fails.
public struct Behaviour: Sendable {
    public enum Auth: Sendable {
        case open
        /// Basic, for this user and password.
        case basic(user: String, password: String)
        /// Bearer, with a token server at `/token`.
        case bearer(TokenServer)
    }

    /// The token server behind Bearer authentication.
    public struct TokenServer: Sendable {
        /// User and password that it accepts; `nil`: everybody.
        public var account: (user: String, password: String)?
        /// Gives tokens to those who send no credentials.
        public var allowsAnonymous = true
        /// A refresh token that it accepts by POST.
        public var refreshToken: String?
        /// Answers POST with 404, as servers without OAuth2 do.
        public var lacksOAuth = false
        /// `expires_in` of its replies; `nil` leaves it out.
        public var expiresIn: Int? = 300
        /// The name of the token's member.
        public var member = "token"
        /// What it says instead of a token.
        public var reply: FakeReply?
        /// Each token is good for so many requests; `nil`: for all.
        public var usesPerToken: Int?
        /// Tokens issued to nobody are refused by the registry with this status.
        public var anonymousStatus: Int?
        /// Tokens issued to an account are refused by the registry with this status.
        public var accountStatus: Int?
        /// Where the realm points; `nil`: to this server.
        public var realm: String?

        public init() {}
    }

    /// What `If-None-Match` and `If-Modified-Since` are compared with (RFC 9110, section 13). The entity tag is made of
    /// the body.
    public struct Validators: Sendable {
        public var entityTag: Bool
        /// An HTTP date.
        public var lastModified: String?

        public init(entityTag: Bool, lastModified: String? = nil) {
            self.entityTag = entityTag
            self.lastModified = lastModified
        }
    }

    /// How the referrers call answers.
    public enum Referrers: Sendable {
        /// With an index of the repository's manifests that name the subject.
        case listed
        /// Without the types, as some do against the specification.
        case untyped
        /// Filters by artifact type, and says so.
        case filtered
        /// 404: the call does not exist, nor does the tag.
        case absent
        /// 404, and the tag made of the digest has the index.
        case tagged
        /// With this status.
        case status(Int)
        /// 303 to this URL.
        case elsewhere(String)
        /// 404, and the tag made of the digest leads to the subject itself, as GitLab does.
        case subjectEcho
    }

    /// How the `Link` field names the next page.
    public enum Link: Sendable {
        case relative
        case absolute
        /// The query alone.
        case query
        /// Without `rel`.
        case bare
        /// No field, though there are more pages.
        case none
        /// This text on every page.
        case fixed(String)
        /// An absolute URL with this origin.
        case origin(String)
        /// With this path instead of the repository's.
        case path(String)
        /// To the page itself.
        case loop
    }

    public var auth: Auth = .open
    public var referrers: Referrers = .absent
    /// The text of `WWW-Authenticate` instead of the right one.
    public var challenges: [String]?
    /// The most tags of one page; `nil`: as many as asked for.
    public var pageSize: Int?
    /// Ignores `n` and sends all tags.
    public var ignoresPageSize = false
    /// Answers 405 to an `n`.
    public var rejectsPageSize = false
    /// Answers 405 to a larger `n`, as ECR does beyond 1000.
    public var largestPageSize: Int?
    public var link: Link = .relative
    /// The `tags` member as JSON, instead of the repository's.
    public var tagsJSON: String?
    /// `Docker-Content-Digest`: the right one, this one, or none.
    public var digestHeader: String?? = .none
    /// HEAD of a manifest is answered with this status.
    public var headStatus: Int?
    /// The content type of manifests instead of the right one.
    public var manifestType: String?
    /// Manifests and blobs are answered with a redirect to this URL plus the path.
    public var blobRedirect: String?
    /// Answers 400 to every request with credentials, as the storage behind signed URLs does.
    public var refusesAuthorization = false
    /// Calls below `/v2/` that are answered 401 whatever they carry, counted from 1.
    public var refusedCalls: Set<Int> = []
    /// Every answer carries these; one that the client has already is answered 304.
    public var validators: Validators?
    /// Decides first; `nil` leaves the request to the registry.
    public var intercept: (@Sendable (FakeRequest) -> FakeReply?)?

    /// Spoils the right answer on its way; decides last.
    public var spoil: (@Sendable (FakeRequest, FakeReply) -> FakeReply)?

    public init() {}
}
