import Testing

@testable import Registry

@Suite("Scopes")
struct ScopeTests {
    @Test(
        arguments: [
            ([], []),
            (["repository:a:pull"], ["repository:a:pull"]),
            (["repository:b:pull", "repository:a:pull"], ["repository:a:pull", "repository:b:pull"]),
            (["repository:a:push", "repository:a:pull"], ["repository:a:pull,push"]),
            (["repository:a:pull,push,pull"], ["repository:a:pull,push"]),
            (["repository:a:*", "repository:a:pull"], ["repository:a:*"]),
            (["repository:a:", "repository:b:pull"], ["repository:b:pull"]),
            (["repository:host:5000/a:pull", "repository:host:5000/a:push"], ["repository:host:5000/a:pull,push"]),
            (["*", "repository:a:pull", ""], ["repository:a:pull", "*"]),
        ] as [([String], [String])])
    func merged(scopes: [String], result: [String]) {
        #expect(Scope.merge(scopes) == result)
    }

    @Test(arguments: [
        (String?.none, ["repository:org/app:pull"]),
        ("repository:org/app:pull", ["repository:org/app:pull"]),
        ("repository:org/app:pull,metadata", ["repository:org/app:metadata,pull"]),
        // GHCR's placeholder.
        ("repository:user/image:pull", ["repository:org/app:pull"]),
        ("*", ["repository:org/app:pull", "*"]),
        ("registry:catalog:*", ["repository:org/app:pull"]),
    ])
    func wanted(challenged: String?, result: [String]) {
        #expect(Scope.wanted("org/app", challenged: challenged) == result)
    }
}
