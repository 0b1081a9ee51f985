import Artifacts
import FakeRegistry
import Testing

@testable import Registry

/// What files say (containers-registries.conf(5)).
@Suite("registries.conf")
struct RegistriesFileTests {
    private func read(_ text: String) -> RegistriesConfiguration {
        RegistriesConfiguration(toml: Array(text.utf8), name: "r.conf")
    }

    /// Where a name is read: mirrors and the primary place, or the refusal.
    private func route(_ name: String, _ text: String) throws -> String {
        let reference = try #require(OCIReference(url: "oci://\(name)"))
        let part = reference.tag ?? reference.digest?.text
        do throws(RegistryError) {
            let route = try read(text).route(to: reference.repository, part.flatMap { ReferenceText($0) })
            return (route.mirrors + [route.primary])
                .map { "\($0.repository)\($0.isInsecure ? " insecure" : "")" }.joined(separator: ", ")
        } catch {
            return error.message
        }
    }

    private static let digest = "sha256:" + String(repeating: "a", count: 64)

    private static let manPage = """
        unqualified-search-registries = ["example.com"]

        [[registry]]
        prefix = "example.com/foo"
        insecure = false
        blocked = false
        location = "internal-registry-for-example.com/bar"

        [[registry.mirror]]
        location = "example-mirror-0.local/mirror-for-foo"

        [[registry.mirror]]
        location = "example-mirror-1.local/mirrors/foo"
        insecure = true

        [[registry]]
        location = "registry.com"

        [[registry.mirror]]
        location = "mirror.registry.com"

        """

    @Test(
        "the manual's example",
        arguments: [
            ("example.com/foo/image", "internal-registry-for-example.com/bar/image"),
            ("example.com/foo/image:latest", "internal-registry-for-example.com/bar/image"),
            (
                "example.com/foo/image@\(digest)",
                "example-mirror-0.local/mirror-for-foo/image, example-mirror-1.local/mirrors/foo/image insecure, "
                    + "internal-registry-for-example.com/bar/image"
            ),
            ("example.com/foo", "internal-registry-for-example.com/bar"),
            ("example.com/fool/image@\(digest)", "example.com/fool/image"),
            ("registry.com/image@\(digest)", "mirror.registry.com/image, registry.com/image"),
            ("registry.com:5000/image@\(digest)", "registry.com:5000/image"),
        ])
    func manual(name: String, expected: String) throws {
        #expect(read(Self.manPage).problems == [])
        #expect(try route(name, Self.manPage) == expected)
    }

    @Test(
        "which entry counts",
        arguments: [
            ("a.example.com/x/y", "*.example.com", "elsewhere.com/x/y"),
            ("b.a.example.com/x/y", "*.example.com", "elsewhere.com/x/y"),
            ("example.com/x/y", "*.example.com", "example.com/x/y"),
            ("notexample.com/x/y", "*.example.com", "notexample.com/x/y"),
            ("other.com/a.example.com/y", "*.example.com", "other.com/a.example.com/y"),
            ("docker.io/library/nginx", "docker.io/library", "elsewhere.com/nginx"),
            ("docker.io/grafana/grafana", "docker.io/library", "docker.io/grafana/grafana"),
            ("R.example/x", "r.EXAMPLE/", "elsewhere.com/x"),
            ("r.example/x:1", "r.example/x", "elsewhere.com"),
        ])
    func prefixes(name: String, prefix: String, expected: String) throws {
        let found = try route(name, "[[registry]]\nprefix = '\(prefix)'\nlocation = 'elsewhere.com'\n")
        if expected == "elsewhere.com" {
            #expect(found.contains("expected a repository"))
        } else {
            #expect(found == expected)
        }
    }

    @Test func theLongestPrefixCounts() throws {
        let text = """
            [[registry]]
            prefix = "*.example.com"
            blocked = true
            [[registry]]
            location = "r.example.com"
            insecure = true
            [[registry]]
            prefix = "r.example.com/team"
            location = "other.com/t"
            [[registry]]
            prefix = "r.example.com/team/app:1.0"
            blocked = true

            """
        #expect(try route("r.example.com/x", text) == "r.example.com/x insecure")
        #expect(try route("r.example.com/team/app:1.1", text) == "other.com/t/app")
        #expect(try route("r.example.com/team/app:1.0", text).contains("blocked by r.conf:10"))
        #expect(try route("s.example.com/x", text).contains("blocked by r.conf:1 (prefix “*.example.com”)"))
    }

    @Test(
        "mirrors serve digests alone",
        arguments: [
            ("", "", true), ("", "pull-from-mirror = 'all'", true), ("", "pull-from-mirror = 'digest-only'", true),
            ("", "pull-from-mirror = 'tag-only'", false), ("mirror-by-digest-only = true", "", true),
        ])
    func mirrors(registry: String, mirror: String, serves: Bool) throws {
        let text = """
            [[registry]]
            location = "r.com"
            \(registry)
            [[registry.mirror]]
            location = "m.com/r"
            \(mirror)

            """
        #expect(read(text).problems == [])
        #expect(try route("r.com/x@\(Self.digest)", text) == (serves ? "m.com/r/x, r.com/x" : "r.com/x"))
        #expect(try route("r.com/x:1", text) == "r.com/x")
    }

    @Test(
        "a wrong member blocks what it is about, or leaves a mirror out",
        arguments: [
            ("prefix = 'r.com'\nblocked = 'yes'", "r.conf:1: “blocked”: expected true or false", true),
            ("location = 'r.com'\ninsecure = 1", "r.conf:1: “insecure”: expected true or false", true),
            ("prefix = 'r.com'\nlocation = 'https://r.com'", "“location”: expected a host", true),
            ("prefix = 'r.com'\nlocation = 3", "“location”: expected a string", true),
            ("insecure = true", "expected “prefix” or “location”; the entry is left out", false),
            ("location = 'r.com'\nmirror = 3", "“mirror”: expected tables", false),
            ("location = 'r.com'\nmirror = [{insecure = true}]", "a mirror is left out: expected “location”", false),
            (
                "location = 'r.com'\nmirror = [{location = 'm.com', pull-from-mirror = 'never'}]",
                "a mirror is left out: “pull-from-mirror”: expected all, digest-only or tag-only", false
            ),
            (
                "location = 'r.com'\nmirror-by-digest-only = true\n"
                    + "mirror = [{location = 'm.com', pull-from-mirror = 'all'}]", "exclude each other", false
            ),
        ])
    func wrongMembers(entry: String, said: String, isBlocked: Bool) throws {
        let text = "[[registry]]\n\(entry)\n[[registry]]\nprefix = 'good.com'\nlocation = 'better.com'\n"
        let problems = read(text).problems
        #expect(problems.contains { $0.contains(said) }, "\(problems)")
        let found = try route("r.com/x", text)
        #expect(isBlocked ? found.contains("cannot be read (r.conf:1)") : found == "r.com/x")
        #expect(try route("good.com/x", text) == "better.com/x")
    }

    @Test(arguments: ["r.*.com", "*.r.com/x", "*.r.com:5000", "*.", "https://r.com"])
    func wrongPrefixes(prefix: String) {
        let problems = read("[[registry]]\nprefix = '\(prefix)'\nlocation = 'x.com'\n").problems
        #expect(problems.first?.contains("“prefix”: expected a host") == true, "\(problems)")
    }

    /// One typing error costs one entry, and that one fails closed.
    @Test func aBrokenFileKeepsWhatCanBeRead() throws {
        let text = """
            unqualified-search-registries = [
            [[registry]]
            location = "first.com"
            blocked = true

            [[registry]]
            prefix = "second.com/team"
            location = "other.com
            [[registry.mirror]]
            location = "mirror.com"
            [[registry]]
            insecure = tru
            [[registry]]
            prefix = "fourth.com"
            location = "moved.com"

            """
        let problems = read(text).problems
        #expect(problems.count == 3)
        #expect(problems[0].hasPrefix("r.conf:2:"), "\(problems)")
        #expect(problems[1] == "r.conf:6: the entry for “second.com/team” cannot be read: it counts as blocked")
        #expect(problems[2].hasPrefix("r.conf:11: it cannot be told which registry this is about"))
        #expect(try route("first.com/x", text).contains("blocked by r.conf:2"))
        #expect(try route("second.com/team/x", text).contains("cannot be read (r.conf:6)"))
        #expect(try route("second.com/x", text) == "second.com/x")
        #expect(try route("fourth.com/x", text) == "moved.com/x")
    }

    @Test func versionOneListsAreHonoured() throws {
        let text = """
            [registries.search]
            registries = ['registry1.com']
            [registries.insecure]
            registries = ['registry3.com']
            [registries.block]
            registries = ['registry.untrusted.com', 'registry.unsafe.com']

            """
        #expect(read(text).problems == [])
        #expect(try route("registry3.com/x", text) == "registry3.com/x insecure")
        #expect(try route("registry.unsafe.com/x", text).contains("blocked by r.conf, [registries.block]"))
        #expect(try route("registry1.com/x", text) == "registry1.com/x")
    }

    @Test func aPrefixGivenTwiceStaysBlocked() throws {
        let text = "[[registry]]\nlocation='r.com'\nblocked=true\n[[registry]]\nlocation='r.com'\n"
        #expect(read(text).problems.map { $0.prefix(9) } == ["r.conf:4:"])
        #expect(try route("r.com/x", text).contains("blocked"))
    }

    @Test(
        "hostile files end in a problem or in nothing",
        arguments: [
            "a" + String(repeating: ".a", count: 200_000) + " = 1",
            String(repeating: "[", count: 100_000),
            "x = " + String(repeating: "[", count: 100_000),
            "x = " + String(repeating: "{a=", count: 100_000),
            "[" + String(repeating: "a.", count: 127) + "a]\n" + "x." + String(repeating: "a.", count: 126)
                + "b = [[1]]",
            "[registry" + String(repeating: ".a", count: 127) + "]\nb=1",
            String(repeating: "[[registry]]\n", count: 20_000), "\u{0}", "registry = 3", "registry = [1, 'x']",
        ])
    func hostile(text: String) async {
        let problems = await Task { read(text).problems }.value
        #expect(problems.count <= RegistryLimits.registriesProblems + 1)
        #expect(problems.allSatisfy { $0.hasPrefix("r.conf") && $0.count < 500 })
    }

    @Test func invalidUTF8IsAProblem() {
        let file = RegistriesConfiguration(toml: Array("a = '".utf8) + [0xFF, 0x27, 0x0A], name: "r.conf")
        #expect(file.problems.count == 1)
        #expect(file.problems[0].hasPrefix("r.conf:1:"))
    }

    @Test func filesComeInTheirOrder() throws {
        let folder = try TemporaryFolder()
        func entry(_ location: String) -> String { "[[registry]]\nprefix = 'r.com'\nlocation = '\(location)'\n" }
        try folder.write(entry("main.com"), to: "etc/registries.conf")
        try folder.write(entry("b.com"), to: "etc/registries.conf.d/20.conf")
        try folder.write(entry("a.com"), to: "etc/registries.conf.d/10.conf")
        try folder.write("no TOML", to: "etc/registries.conf.d/30.conf.bak")
        let name = try #require(RepositoryName("r.com/x"))
        func host(_ environment: [String: String]) throws -> String {
            let found = RegistriesConfiguration.standard(environment: environment, system: "\(folder.path)/etc")
            #expect(found.problems == [])
            return try found.route(to: name).primary.repository.host
        }
        let home = ["HOME": "\(folder.path)/home"]
        #expect(try host(home) == "b.com")
        try folder.write(entry("c.com"), to: "home/.config/containers/registries.conf.d/1.conf")
        #expect(try host(home) == "c.com")
        try folder.write("", to: "home/.config/containers/registries.conf.d/1.conf")
        try folder.write(entry("user.com"), to: "home/.config/containers/registries.conf")
        #expect(try host(home) == "user.com")
        try folder.write(entry("given.com"), to: "given.conf")
        #expect(try host(["CONTAINERS_REGISTRIES_CONF": "\(folder.path)/given.conf"]) == "b.com")
        let absent = RegistriesConfiguration.standard(
            environment: ["CONTAINERS_REGISTRIES_CONF": "/nonexistent"], system: "/nonexistent")
        #expect(absent.problems.count == 1)
    }
}
