/// What a token is asked for: `repository:<name>:<actions>` (distribution, spec/auth/scope.md).
enum Scope {
    static func pull(_ path: String) -> String { "repository:\(path):pull" }

    /// Scopes in normal form: sorted, one for each resource, with the union of its actions sorted; `*` absorbs all
    /// others.
    ///
    /// The resource name may hold a colon (`host:port/name`), so type and actions are cut at the first and the last
    /// one. A scope of another form is kept as it is.
    static func merge(_ scopes: [String]) -> [String] {
        var actions: [String: Set<String>] = [:]
        var others: Set<String> = []
        for scope in scopes where !scope.isEmpty {
            guard let first = scope.firstIndex(of: ":"), let last = scope.lastIndex(of: ":"), first < last else {
                others.insert(scope)
                continue
            }
            let wanted = scope[scope.index(after: last)...].split(separator: ",").map { String($0) }
            if !wanted.isEmpty { actions[String(scope[..<last]), default: []].formUnion(wanted) }
        }
        let merged = actions.map { resource, wanted in
            "\(resource):\(wanted.contains("*") ? "*" : wanted.sorted().joined(separator: ","))"
        }
        return merged.sorted() + others.sorted()
    }

    /// The scopes to ask for after a challenge: ours, and what the challenge adds for our repository or for no
    /// repository.
    ///
    /// GHCR's challenge for `/v2/` names a placeholder repository, and a pull token needs no other.
    static func wanted(_ path: String, challenged: String?) -> [String] {
        let resource = "repository:\(path):"
        let added = (challenged ?? "").split(separator: " ").map { String($0) }
            .filter { $0.hasPrefix(resource) || $0 == "*" }
        return merge([pull(path)] + added)
    }
}
