import Testing
import Transport

@Suite("HTTP addresses")
struct HTTPAddressTests {
    @Test(
        "accepted URLs keep path and query as written",
        arguments: [
            ("https://ghcr.io", "https://ghcr.io/"),
            ("HTTPS://GHCR.io/v2/", "https://ghcr.io/v2/"),
            (
                "http://127.0.0.1:5000/v2/a/tags/list?n=10&last=b%2Fc",
                "http://127.0.0.1:5000/v2/a/tags/list?n=10&last=b%2Fc"
            ),
            ("http://[::1]:5000/x", "http://[::1]:5000/x"),
            ("http://[2001:DB8::1]/", "http://[2001:db8::1]/"),
            ("https://a.b/c?d=e#fragment", "https://a.b/c?d=e"),
            ("https://a.b?x=y", "https://a.b/?x=y"),
            ("https://a.b/?", "https://a.b/?"),
            ("https://a.b/sp ace/ü", "https://a.b/sp%20ace/%C3%BC"),
            ("https://a.b/%7e/%7E/a//b/./c", "https://a.b/%7e/%7E/a//b/./c"),
            ("https://under_score.local:443/", "https://under_score.local:443/"),
        ])
    func accepted(text: String, normal: String) {
        #expect(HTTPAddress(text)?.text == normal)
    }

    @Test(
        "refused URLs",
        arguments: [
            "", "ghcr.io", "/v2/", "ftp://a.b/", "file:///etc/passwd", "https:/a.b/", "https://", "https:///path",
            "https://:443/",
            "https://user@a.b/", "https://user:password@a.b/", "https://good.example@evil.example/", "https://a.b:0/",
            "https://a.b:65536/", "https://a.b:8x/", "https://a.b:/", "https://a b/", "https://a.b\\@c.d/",
            "https://[::1/",
            "https://[zz]/", "https://[1.2.3.4]/", "https://a.b/\u{0}", "https://a.b/x\r\nHost: c",
            "https://a.b/\u{7F}",
            "https://bücher.example/", "https://" + String(repeating: "a", count: 17_000),
        ])
    func refused(text: String) {
        #expect(HTTPAddress(text) == nil)
    }

    /// RFC 3986, section 5.4, with an http base.
    @Test(
        "references resolve as RFC 3986 says",
        arguments: [
            ("g", "http://a/b/c/g"), ("./g", "http://a/b/c/g"), ("g/", "http://a/b/c/g/"), ("/g", "http://a/g"),
            ("//g", "http://g/"), ("?y", "http://a/b/c/d;p?y"), ("g?y", "http://a/b/c/g?y"),
            ("#s", "http://a/b/c/d;p?q"),
            ("g#s", "http://a/b/c/g"), (";x", "http://a/b/c/;x"), ("", "http://a/b/c/d;p?q"), (".", "http://a/b/c/"),
            ("./", "http://a/b/c/"), ("..", "http://a/b/"), ("../g", "http://a/b/g"), ("../..", "http://a/"),
            ("../../g", "http://a/g"), ("../../../g", "http://a/g"), ("/./g", "http://a/g"), ("/../g", "http://a/g"),
            ("g.", "http://a/b/c/g."), ("..g", "http://a/b/c/..g"), ("./../g", "http://a/b/g"),
            ("./g/.", "http://a/b/c/g/"),
            ("g/../h", "http://a/b/c/h"), ("https://x/y", "https://x/y"), ("  /g ", "http://a/g"),
        ])
    func resolved(reference: String, result: String) {
        #expect(HTTPAddress("http://a/b/c/d;p?q")?.resolve(reference)?.text == result)
    }

    @Test(
        "references that lead nowhere",
        arguments: [
            "ftp://x/", "javascript:alert(1)", "https://user@x/", "mailto:a@b", "http:", "//", "https://", "/a\u{0}b",
        ])
    func unresolved(reference: String) {
        #expect(HTTPAddress("http://a/b")?.resolve(reference) == nil)
    }

    @Test(
        "origins compare by scheme, host and effective port",
        arguments: [
            ("https://a.b/", "https://A.B:443/x", true), ("http://a.b/", "http://a.b:80/", true),
            ("http://a.b/", "https://a.b/", false), ("https://a.b/", "https://a.b:8443/", false),
            ("https://a.b/", "https://c.a.b/", false),
        ])
    func origins(left: String, right: String, areEqual: Bool) throws {
        let left = try #require(HTTPAddress(left))
        let right = try #require(HTTPAddress(right))
        #expect((left.origin == right.origin) == areEqual)
    }

    @Test func queryValuesAreEncodedAndRead() throws {
        let query = HTTPAddress.encodeQuery([("scope", "repository:a/b:pull,push"), ("x y", "ü&=+")])
        #expect(query == "scope=repository:a/b:pull%2Cpush&x%20y=%C3%BC%26%3D%2B")
        let address = try #require(HTTPAddress("https://a.b/?\(query)&last=a+b&empty="))
        #expect(address.queryValue("x y") == "ü&=+")
        #expect(address.queryValue("last") == "a b")
        #expect(address.queryValue("empty") == "")
        #expect(address.queryValue("none") == nil)
    }

    @Test func descriptionsHideWhatMayBeSecret() throws {
        let address = try #require(HTTPAddress("https://s3.example/x?X-Amz-Signature=abc&scope=s&token=t"))
        #expect("\(address)" == "https://s3.example/x?X-Amz-Signature=…&scope=s&token=…")
    }
}
