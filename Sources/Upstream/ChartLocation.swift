import Artifacts
import Transport

/// Where the archive of a chart version lies, as an index says it.
enum ChartLocation: Hashable, Sendable {
    /// - Parameter isOwn: at the repository's own scheme, host and port, which alone is given its credentials.
    case http(HTTPAddress, isOwn: Bool)
    /// In a registry.
    case registry(OCIReference)

    /// Reads one of an entry's `urls`: absolute, relative to the repository's URL (as Helm resolves it: a folder,
    /// whether or not it ends in a slash), or `oci://` with a tag or a digest.
    static func read(_ text: String, in repository: ChartRepository) -> Result<ChartLocation, LookupFailure> {
        func refusal(_ what: String) -> Result<ChartLocation, LookupFailure> {
            let shown = Redaction.url(text)
            return .failure(LookupFailure(.invalidResponse, "the index of \(repository) names “\(shown)”, \(what)"))
        }
        if text.hasPrefix("oci://") {
            guard let reference = OCIReference(url: text), reference.tag != nil || reference.digest != nil else {
                return refusal("which is no reference with a tag or a digest")
            }
            return .success(.registry(reference))
        }
        guard let base = HTTPAddress("\(repository.url)/"), let address = base.resolve(text) else {
            return refusal("which is no http, https or oci URL without user information")
        }
        if base.scheme == .https, address.scheme == .http {
            return refusal("which is plain http while the repository speaks https")
        }
        if let reason = RedirectPolicy.refusal(from: base.origin, to: address.origin) {
            return refusal("which is \(reason)")
        }
        return .success(.http(address, isOwn: address.origin == base.origin))
    }
}
