/// A `values.schema.json`: JSON schema of draft 4 to 7, and of later drafts what reads the same.
struct SchemaDocument: Sendable {
    let root: ChartValue
    /// `$id` of the root, without its fragment.
    private let identity: String
    /// Later drafts apply what stands beside a `$ref`; earlier ones ignore it.
    let appliesBesideReferences: Bool

    init(_ bytes: [UInt8]) throws(JSONProblem) {
        root = try JSONReader.value(of: bytes)
        let id = root["$id"]?.text ?? root["id"]?.text ?? ""
        identity = String(id.prefix { $0 != "#" })
        let draft = root["$schema"]?.text ?? ""
        appliesBesideReferences = draft.contains("2019-09") || draft.contains("2020-12")
    }

    static func read(_ bytes: [UInt8]) -> Result<SchemaDocument, JSONProblem> {
        do throws(JSONProblem) {
            return .success(try SchemaDocument(bytes))
        } catch {
            return .failure(error)
        }
    }

    /// The pointer inside of this document that a reference means, as the keys on the way; nil for another document.
    func pointer(of reference: String) -> [String]? {
        let hash = reference.firstIndex(of: "#") ?? reference.endIndex
        let document = reference[..<hash]
        guard document.isEmpty || (document == identity && !identity.isEmpty) else { return nil }
        let fragment = hash == reference.endIndex ? "" : Self.unescaped(reference[reference.index(after: hash)...])
        guard !fragment.isEmpty else { return [] }
        guard fragment.hasPrefix("/") else { return nil }
        return fragment.dropFirst().split(separator: "/", omittingEmptySubsequences: false).map {
            $0.replacing("~1", with: "/").replacing("~0", with: "~")
        }.map(String.init)
    }

    /// The schema at a pointer.
    func schema(at pointer: [String]) -> ChartValue? {
        var value = root
        for key in pointer {
            switch value {
            case .map(let members):
                guard let next = members[key] else { return nil }
                value = next
            case .list(let items):
                guard let index = Int(key), items.indices.contains(index) else { return nil }
                value = items[index]
            default: return nil
            }
        }
        return value
    }

    /// The schema itself, or what its chain of local references leads to; nil where that lies outside, or nowhere.
    func resolved(_ schema: ChartValue) -> ChartValue? {
        var schema = schema
        for _ in 0..<SchemaLimits.referenceChain {
            guard case .string(let reference)? = schema["$ref"] else { return schema }
            guard let pointer = pointer(of: reference), let next = self.schema(at: pointer) else { return nil }
            schema = next
        }
        return nil
    }

    /// RFC 3986, section 2.1.
    private static func unescaped(_ text: Substring) -> String {
        guard text.contains("%") else { return String(text) }
        var bytes: [UInt8] = []
        var rest = Array(text.utf8)[...]
        while let byte = rest.popFirst() {
            if byte == UInt8(ascii: "%"), rest.count >= 2,
                let code = UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16)
            {
                bytes.append(code)
                rest = rest.dropFirst(2)
            } else {
                bytes.append(byte)
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
