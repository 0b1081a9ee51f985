internal import Artifacts
internal import Transport

extension RegistryClient {
    /// The value of a call's answer: from the cache where its rules allow, else from the registry.
    ///
    /// An entry belongs to the credentials that are stored for the repository, whether or not they were needed.
    ///
    /// - Parameter read: Makes the value; throws for an answer that is none, which is then not kept.
    func ask<Value>(
        _ call: RegistryCall,
        lifetime: CacheQuestion.Lifetime = .timed,
        read: (HTTPResponse) throws(RegistryError) -> Value,
    ) async throws(RegistryError) -> CachedAnswer<Value> {
        let host = call.repository.host
        let question = CacheQuestion(
            method: call.method.rawValue,
            url: call.address.text,
            accept: call.accept,
            identity: await options.credentials.cacheIdentity(host: host, path: call.repository.path),
            lifetime: lifetime,
            purpose: call.purpose,
        )
        return try await options.cache.answer(to: question) { conditions async throws(RegistryError) in
            var call = call
            call.conditions = conditions
            return try await perform(call)
        } read: { response throws(RegistryError) in
            try read(response)
        } missing: {
            RegistryError(.offline, host: host, "\(call.doing): offline, and the cache holds no answer")
        }
    }
}
