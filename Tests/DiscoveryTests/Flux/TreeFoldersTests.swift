import Testing

@testable import Discovery

/// What `spec.path` of a Flux object means in a tree.
@Suite struct TreeFoldersTests {
    static let files = ["apps/web/a.yaml", "clusters/x/flux.yaml", "repo/apps/a.yaml", "repo/clusters/flux.yaml"]

    static let cases: [(place: String?, path: String, directory: String, meant: String?)] = [
        (nil, "./apps", "clusters/x", "apps"), (nil, "/apps/web/", "", "apps/web"), (nil, "./", "clusters/x", ""),
        ("", "apps", "clusters/x", "apps"),
        // A copy of a repository in a folder of the tree.
        (nil, "./web", "repo/clusters", "web"), (nil, "clusters", "repo/clusters", "clusters"),
        (nil, "x", "clusters/x", "clusters/x"),
        // A tree that is a folder of its repository.
        ("kubernetes", "./kubernetes/apps", "clusters/x", "apps"), ("kubernetes", "kubernetes", "", ""),
        ("a/kubernetes", "./a", "", ""), ("kubernetes", "./apps", "", "apps"), ("kubernetes", "other", "", "other"),
        (nil, "../x", "", nil),
    ]

    @Test(arguments: cases) func meaning(place: String?, path: String, directory: String, meant: String?) {
        let folders = TreeFolders(files: Self.files, place: place)
        #expect(folders.path(path, namedIn: directory) == meant)
    }
}
