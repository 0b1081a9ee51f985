import Artifacts
import Testing

@Suite struct ChartRepositoryTests {
    @Test(arguments: [
        ("https://charts.example.com", "https://charts.example.com"),
        ("https://charts.example.com/", "https://charts.example.com"),
        ("https://charts.example.com///", "https://charts.example.com"),
        ("HTTPS://Charts.Example.COM/Stable/", "https://charts.example.com/Stable"),
        ("http://127.0.0.1:8080/charts", "http://127.0.0.1:8080/charts"),
        ("http://[::1]:8080/charts", "http://[::1]:8080/charts"),
        ("https://h/a.b/~c/d%20e", "https://h/a.b/~c/d%20e"),
        ("https://h/..a/b..", "https://h/..a/b.."),
    ])
    func normalForm(text: String, url: String) throws {
        let repository = try #require(ChartRepository(text))
        #expect(repository.url == url)
        #expect(repository.hostAndPath == String(url.drop { $0 != "/" }.dropFirst(2)))
        #expect(ChartRepository(url) == repository)
    }

    @Test(arguments: [
        "", "https://", "https:///a", "charts.example.com", "oci://ghcr.io/a", "ftp://h/a", "file:///a", "https:/h/a",
        "https://user:secret@h/a", "https://user@h/a", "https://h h/a", "https://h/a b", "https://h/a\n",
        "https://h/\t",
        "https://../etc", "https://./etc", "https://h/..", "https://h/../../etc", "https://h/a/../b", "https://h/./a",
        "https://-h/a", "https://h:port/a", "https://?x", "https://#x", "https://h/a?x=1", "https://h/a#x",
        "https://u:p@h/a",
    ])
    func isNone(text: String) {
        #expect(ChartRepository(text) == nil)
    }
}
