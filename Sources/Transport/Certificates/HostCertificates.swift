/// What a TLS connection to one server needs beyond the certificates that are trusted anyway.
struct HostCertificates: Sendable, Equatable {
    /// A certificate chain and its key, in PEM form.
    struct Client: Sendable, Equatable {
        let chain: [UInt8]
        /// Unencrypted; as a ``Secret``, so that it is never printed.
        let key: Secret
    }

    /// The folder that they come from, for messages.
    let folder: String

    /// Trusted authorities in PEM form; empty when the folder names none.
    var authorities: [UInt8]
    let client: Client?
}
