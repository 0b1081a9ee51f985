import Testing

@testable import Registry

@Suite("Link")
struct LinkHeaderTests {
    @Test(
        arguments: [
            ([], LinkHeader.Next.none),
            ([""], .none),
            (["</v2/a/tags/list?last=x>; rel=\"next\""], .target("/v2/a/tags/list?last=x")),
            (["</a>;rel=next"], .target("/a")),
            (["</a> ; REL = \"NEXT\""], .target("/a")),
            (["<?last=x>; rel=next"], .target("?last=x")),
            (["<https://a.b/c>; title=\"x; y, z\"; rel=\"prev next\""], .target("https://a.b/c")),
            (["</first>; rel=first, </next>; rel=next, </last>; rel=last"], .target("/next")),
            (["</first>; rel=first", "</next>; rel=next"], .target("/next")),
            (["</a>"], .target("/a")),
            (["</a>, </b>; rel=next"], .target("/b")),
            (["</a>; rel=prev"], .none),
            (["</a>; rel=nextish"], .none),
            (["<>; rel=next"], .none),
            (["<>"], .none),
            (["</a,b;c>; rel=next"], .target("/a,b;c")),
            (["</a>;; rel=next;"], .target("/a")),
            (["</a>; rel=next; rel=prev"], .target("/a")),
            (["</a>; rel=\"ne\\xt\""], .target("/a")),
            (["</a>; rel=\"next"], .target("/a")),
            (["/a; rel=next"], .malformed),
            (["</a"], .malformed),
            (["</a>rel=next"], .malformed),
            (["</a>; rel=prev, garbage"], .malformed),
        ] as [([String], LinkHeader.Next)])
    func next(fields: [String], result: LinkHeader.Next) {
        #expect(LinkHeader.next(fields) == result)
    }

    @Test func thousandsOfLinksAreRefused() {
        let field = Array(repeating: "</a>; rel=prev", count: 1_000).joined(separator: ", ")
        #expect(LinkHeader.next([field]) == .malformed)
    }
}
