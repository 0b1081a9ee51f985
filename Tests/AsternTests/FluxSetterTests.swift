import FoundationEssentials
import Glibc
import TestSupport
import Testing

/// The inputs of Flux's setters: with the objects that the markers name, `update` changes marked scalars and nothing else.
@Suite("Flux setters")
struct FluxSetterTests {
    /// What the policies of a case select: name, image, tag, and the digest where the policy reflects one.
    struct Selected: Sendable {
        let name: String
        let image: String
        let tag: String
        var digest: String?
    }

    static let digest = "sha256:6745aaad46d795c9836632e1fb62f24b7e7f4c843144da8e47a5465c411a14be"

    static let cases: [String: [Selected]] = [
        "1": [
            Selected(name: "p", image: "repo/app", tag: "2.0.0", digest: digest),
            Selected(name: "num", image: "repo/n", tag: "20240101"),
            Selected(name: "flt", image: "repo/f", tag: "1.10"), Selected(name: "sexa", image: "repo/s", tag: "45"),
        ],
        "2": [
            Selected(name: "p", image: "repo/app", tag: "2.0.0"),
            Selected(name: "oct", image: "repo/o", tag: "0755"), Selected(name: "boolt", image: "repo/b", tag: "on"),
            Selected(name: "datet", image: "repo/d", tag: "2024-01-02"),
            Selected(name: "exp", image: "repo/e", tag: "1e10"),
        ],
        "3": [
            Selected(name: "p", image: "repo/app", tag: "2.0.0"),
            Selected(name: "pre", image: "repo/app", tag: "2.0.0-rc.1"),
        ],
    ]

    @Test(
        "update sets marked scalars, and nothing else",
        .enabled(if: Places.shared != nil, "the shared cases are absent"), arguments: ["1", "2", "3"])
    func conformance(name: String) throws {
        let given = try #require(Places.shared) + "/conformance/flux-setters"
        let tree = TemporaryTree()
        run("/bin/cp", ["-r", "\(given)/\(name)/in/.", tree.path])
        let selected = try #require(Self.cases[name])
        tree.write(selected.map(Self.objects).joined(), to: "policies.yaml")
        let upstream = TemporaryTree(["upstream.json": Self.snapshot(selected)])
        let before = Self.texts(below: tree.path)

        let arguments = [tree.path, "--snapshot", "\(upstream.path)/upstream.json", "-o", "json"]
        let report = try Report(AsternProgram.run(["report"] + arguments))
        let update = try Report(AsternProgram.run(["update"] + arguments))

        let edits = try #require(update.edits)
        #expect(!edits.isEmpty)
        for edit in edits { #expect(Self.isMarked(edit, in: before[edit.file] ?? ""), "\(edit)") }
        // What the edits say is all that has changed.
        for (file, text) in Self.texts(below: tree.path) {
            #expect(text == Self.spliced(edits.filter { $0.file == file }, into: before[file] ?? ""), "\(file)")
        }
        let unknown = report.references.filter { $0.status == "unknown" }
        #expect(unknown.allSatisfy { $0.reasons.first?.code == "policyMissing" })
        // A second run has nothing left to set.
        #expect(try Report(AsternProgram.run(["update"] + arguments)).edits?.isEmpty == true)
        try Self.compareWithFlux(edits, before: before, wrote: "\(given)/\(name)/flux-wrote")
    }

    /// Every scalar that we set reads as the one that Flux set, where Flux could write the file.
    private static func compareWithFlux(_ edits: [Report.Edit], before: [String: String], wrote: String) throws {
        for edit in edits {
            let flux = Places.text("\(wrote)/\(edit.file)")
            guard flux != before[edit.file], !flux.isEmpty else { continue }
            let value = edit.new.filter { $0 != "\"" && $0 != "'" }
            #expect(flux.contains(value), "\(edit) is not what Flux wrote to \(edit.file)")
        }
    }

    /// A marker stands on the line of the edit, or alone on the line above.
    private static func isMarked(_ edit: Report.Edit, in text: String) -> Bool {
        let bytes = Array(text.utf8)
        let lineStart = bytes[..<edit.start].lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0
        let own = String(decoding: bytes[edit.end...].prefix { $0 != UInt8(ascii: "\n") }, as: UTF8.self)
        let above =
            String(decoding: bytes[..<max(0, lineStart - 1)], as: UTF8.self)
            .split(separator: "\n", omittingEmptySubsequences: false).last ?? ""
        let isMarkedAbove = above.drop { $0 == " " }.hasPrefix("#") && above.contains("$imagepolicy")
        return own.contains("$imagepolicy") || isMarkedAbove
    }

    private static func spliced(_ edits: [Report.Edit], into text: String) -> String {
        var bytes = Array(text.utf8)
        for edit in edits.sorted(by: { $0.start > $1.start }) {
            bytes.replaceSubrange(edit.start..<edit.end, with: edit.new.utf8)
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    private static func objects(_ selected: Selected) -> String {
        """
        ---
        apiVersion: image.toolkit.fluxcd.io/v1
        kind: ImageRepository
        metadata: {name: \(selected.name), namespace: ns}
        spec: {image: \(selected.image), interval: 5m}
        ---
        apiVersion: image.toolkit.fluxcd.io/v1
        kind: ImagePolicy
        metadata: {name: \(selected.name), namespace: ns}
        spec:
          imageRepositoryRef: {name: \(selected.name)}
          filterTags: {pattern: '^\(selected.tag.replacing(".", with: "\\."))$'}
          policy: {alphabetical: {order: asc}}
          digestReflectionPolicy: \(selected.digest == nil ? "Never" : "IfNotPresent")

        """
    }

    private static func snapshot(_ selected: [Selected]) -> String {
        let images = Dictionary(grouping: selected, by: \.image)
        let entries = images.map { image, policies in
            let tags = policies.map { "\"\($0.tag)\"" }.joined(separator: ", ")
            let digests = policies.compactMap { policy in policy.digest.map { "\"\(policy.tag)\": \"\($0)\"" } }
            let known = digests.joined(separator: ", ")
            return "\"docker.io/\(image)\": {\"tags\": [\(tags), \"0.0.1\"], \"digests\": {\(known)}}"
        }
        return "{\"apiVersion\": \"astern/v1\", \"kind\": \"Snapshot\", \"oci\": {\(entries.joined(separator: ", "))}}"
    }

    /// The regular files below a folder, by their paths in it.
    private static func texts(below root: String) -> [String: String] {
        let listing = run("/usr/bin/find", [root, "-type", "f"]).output
        let paths = listing.split(separator: "\n").map(String.init)
        return Dictionary(
            uniqueKeysWithValues: paths.map { ($0.dropFirst(root.utf8.count + 1).description, Places.text($0)) })
    }
}
