import FoundationEssentials
import Registry
import Transport

extension CredentialStore {
    /// The `Authorization` value for a chart repository, when there is a user and password for its host.
    func basicAuthorization(forHostOf hostAndPath: String) -> Secret? {
        let parts = hostAndPath.split(separator: "/", maxSplits: 1).map(String.init)
        guard let host = parts.first,
            case .password(let user, let password)? = credential(host: host, path: parts.count > 1 ? parts[1] : "")
        else { return nil }
        return Secret("Basic " + Data("\(user):\(password.reveal())".utf8).base64EncodedString())
    }
}
