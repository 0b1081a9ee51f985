internal import FoundationEssentials

/// One page of a tag list: `{"name": "…", "tags": ["…", …]}` (distribution-spec, "Listing Tags").
///
/// `tags` may be missing or null, and hold nulls: Nexus and old registries do. `name` is ignored, proxies change it.
package struct TagPage: Equatable {
    /// Texts in order; null and other values are left out.
    package let tags: [String]

    /// How many entries there were, with those left out.
    package let count: Int

    /// `nil` when the bytes are not a JSON object with a fitting `tags`, or are an error document: some proxies send one
    /// with the status 200.
    package init?(_ bytes: [UInt8]) {
        if let quick = TagPageScanner.scan(bytes) {
            tags = quick
            count = quick.count
            return
        }
        guard let page = Self.decode(bytes) else { return nil }
        count = page.tags?.count ?? 0
        tags = page.tags?.compactMap(\.text) ?? []
    }

    /// By the JSON decoder alone: the reference that the scanner is tested against.
    package init?(decoding bytes: [UInt8]) {
        guard let page = Self.decode(bytes) else { return nil }
        count = page.tags?.count ?? 0
        tags = page.tags?.compactMap(\.text) ?? []
    }

    private struct Wire: Decodable {
        struct Entry: Decodable {
            let text: String?

            init(from decoder: any Decoder) throws {
                text = try? decoder.singleValueContainer().decode(String.self)
            }
        }

        let tags: [Entry]?
        let errors: [Entry]?
    }

    private static func decode(_ bytes: [UInt8]) -> Wire? {
        guard let page = try? JSONDecoder().decode(Wire.self, from: Data(bytes)) else { return nil }
        return page.tags == nil && page.errors?.isEmpty == false ? nil : page
    }
}
