import Testing

@testable import Discovery

/// The rows of the markers that Flux was seen to accept and to pass over.
@Suite struct SetterMarkerTests {
    static let markers: [(String, String?)] = [
        (##"# {"$imagepolicy": "ns:p"}"##, "ns/p image"), (##"#{"$imagepolicy":"ns:p:tag"}"##, "ns/p tag"),
        (##"## {"$imagepolicy": "ns:p:name"}"##, "ns/p name"), (##"# {"$imagepolicy": "ns:p:digest"}"##, "ns/p digest"),
        (##"# { "$imagepolicy" : "ns:p:tag" , "x":"y"}"##, "ns/p tag"),
        (##"# {"\u0024imagepolicy": "ns:p"}"##, "ns/p image"),
        (##"# {"$imagepolicy": "ns:p:Tag"}"##, "none"), (##"# {"$imagepolicy": "ns"}"##, "none"),
        (##"# {"$imagepolicy": "ns:p:image"}"##, "none"), (##"# {"$imagepolicy": ":p"}"##, "none"),
        (##"# {"$imagepolicy": "ns:p:tag:tag"}"##, "none"),
        (##"# {"$imagepolicy": "ns:p:tag"} trailing"##, nil), (##"# text {"$imagepolicy": "ns:p:tag"}"##, nil),
        (##"# {"$imagepolicy": "ns:p:tag", "n": 1}"##, nil), (##"# {'$imagepolicy': "ns:p:tag"}"##, nil),
        (##"# {"$imagepolicy": "ns:p:tag",}"##, nil), (##"# {"$imagepolicy": "ns:p"##, nil), ("# {}", nil), ("#", nil),
    ]

    @Test(arguments: markers) func reading(comment: String, expected: String?) {
        let read = SetterMarker(comment: comment).map { marker in
            marker.target.map { "\($0.namespace)/\($0.name) \($0.part.rawValue)" } ?? "none"
        }
        #expect(read == expected)
    }
}
