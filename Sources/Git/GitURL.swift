/// A URL that may be given to `git`: `https://…`, `ssh://…`, `user@host:path`, and `http://…` on a loopback host.
///
/// Everything else is refused here, before a program sees it: options (`--upload-pack=…`), remote helpers (`ext::…`),
/// local paths, and hosts that `ssh` would take for an option.
struct GitURL: Hashable, Sendable {
    enum Scheme: String {
        case https, http, ssh
    }

    let scheme: Scheme
    /// What `git` is given: as spelled, but without a password, which a list of processes would show.
    let argument: String
    /// User and password of an `https` URL that has both.
    let account: (user: String, password: String)?
    /// `scheme://host` with the port, and nothing else.
    let origin: String
    /// For messages: without user and password.
    let name: String

    static func == (left: Self, right: Self) -> Bool { left.argument == right.argument && left.origin == right.origin }

    func hash(into hasher: inout Hasher) { hasher.combine(argument) }

    init(_ text: String) throws(GitError) {
        let isPlain = text.utf8.allSatisfy { $0 > 0x20 && $0 != 0x7F } && !Self.hidesControl(text)
        guard isPlain, text.utf8.count <= GitLimits.urlBytes else { throw Self.refusal(text) }
        guard let mark = text.firstRange(of: "://") else {
            self = try Self(short: text)
            return
        }
        guard let scheme = Scheme(rawValue: text[..<mark.lowerBound].lowercased()) else { throw Self.refusal(text) }
        let rest = text[mark.upperBound...]
        let slash = rest.firstIndex(of: "/") ?? rest.endIndex
        let at = rest[..<slash].lastIndex(of: "@")
        let host = rest[(at.map(rest.index(after:)) ?? rest.startIndex)..<slash]
        let path = rest[slash...]
        guard Self.isHost(host), path.utf8.count > 1 else { throw Self.refusal(text) }
        if scheme == .http, !Self.isLoopback(host) {
            throw GitError(.refused, "\(scheme)://\(host)\(path): plain http is spoken to loopback hosts only")
        }
        let userInfo = at.map { rest[..<$0] } ?? ""
        let colon = userInfo.firstIndex(of: ":")
        let user = String(userInfo[..<(colon ?? userInfo.endIndex)])
        guard !user.hasPrefix("-") else { throw Self.refusal(text) }
        let password = colon.map { String(userInfo[userInfo.index(after: $0)...]) }
        self.scheme = scheme
        origin = "\(scheme)://\(host)"
        name = "\(origin)\(path)"
        account = scheme == .ssh ? nil : password.map { (user, $0) }
        // Beside a ready header a user would make `git` ask for a password.
        argument = user.isEmpty || account != nil ? name : "\(scheme)://\(user)@\(host)\(path)"
    }

    /// `user@host:path`, as `scp` writes it.
    private init(short text: String) throws(GitError) {
        guard let at = text.firstIndex(of: "@"), let colon = text[at...].firstIndex(of: ":"),
            Self.isUser(text[..<at]), Self.isHost(text[text.index(after: at)..<colon]),
            text.index(after: colon) != text.endIndex
        else { throw Self.refusal(text) }
        let path = text[text.index(after: colon)...]
        // Two colons name a remote helper.
        guard !path.hasPrefix(":"), !path.hasPrefix("-") else { throw Self.refusal(text) }
        scheme = .ssh
        argument = text
        account = nil
        origin = "ssh://\(text[text.index(after: at)..<colon])"
        name = "\(text[text.index(after: at)..<colon]):\(path)"
    }

    private static func refusal(_ text: String) -> GitError {
        GitError(
            .refused,
            "\(GitMessage.clean(text)): not a URL that is given to git: expected https://…, ssh://… or user@host:path")
    }

    /// Percent-encoded NUL, line feed or carriage return, which break the line protocol of credential helpers.
    private static func hidesControl(_ text: String) -> Bool {
        let lower = text.lowercased()
        return ["%00", "%0a", "%0d"].contains { lower.contains($0) }
    }

    private static func isUser(_ text: Substring) -> Bool {
        !text.isEmpty && !text.hasPrefix("-")
            && text.utf8.allSatisfy { isAlphanumeric($0) || "._-".utf8.contains($0) }
    }

    /// Names, addresses, and a port; never with a dash in front.
    private static func isHost(_ text: Substring) -> Bool {
        guard let first = text.utf8.first, isAlphanumeric(first) || first == UInt8(ascii: "[") else { return false }
        return text.utf8.allSatisfy { isAlphanumeric($0) || ".-_:[]".utf8.contains($0) }
    }

    private static func isAlphanumeric(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"): true
        case UInt8(ascii: "0")...UInt8(ascii: "9"): true
        default: false
        }
    }

    /// `localhost` and names below it, `127.0.0.0/8` in four parts, `[::1]`.
    static func isLoopback(_ authority: Substring) -> Bool {
        let host = authority.lowercased()
        if host == "[::1]" || host.hasPrefix("[::1]:") { return true }
        let name = host.prefix { $0 != ":" }
        if name == "localhost" || name.hasSuffix(".localhost") { return true }
        let parts = name.split(separator: ".", omittingEmptySubsequences: false)
        return parts.count == 4 && parts[0] == "127" && parts.allSatisfy { UInt8($0) != nil }
    }
}

/// A password may be inside: nothing but the name is shown.
extension GitURL: CustomStringConvertible, CustomReflectable {
    var description: String { name }

    var customMirror: Mirror { Mirror(self, children: []) }
}
