import Artifacts
import SourceYAML

/// What kustomizations take from elsewhere: Git repositories at a revision, files and releases by their URLs.
enum KustomizeRemotes {
    static func references(of kustomization: Kustomization) -> [ReferenceDraft] {
        kustomization.root.pairs.flatMap { key, value -> [ReferenceDraft] in
            let nodes: [YAMLNode]
            switch key.text {
            case "resources", "components", "bases", "crds", "generators", "transformers", "validators",
                "patchesStrategicMerge":
                nodes = value.items
            case "patches", "patchesJson6902":
                nodes = value.items.compactMap { $0["path"] }
            case "configMapGenerator", "secretGenerator":
                nodes = value.items.flatMap { $0["files"]?.items ?? [] }
            default:
                return []
            }
            return nodes.compactMap {
                draft(
                    $0, file: kustomization.file, document: kustomization.document, owner: kustomization.owner,
                    takesKey: key.text?.hasSuffix("Generator") ?? false
                )
            }
        }
    }

    /// A draft for a scalar that holds a URL.
    ///
    /// - Parameters:
    ///   - takesKey: The text may be `KEY=URL`.
    ///   - needsVersion: Where a URL may stand for anything, one without a version is no reference.
    static func draft(
        _ node: YAMLNode, file: SourceFile, document: Int, owner: Owner, takesKey: Bool = false,
        needsVersion: Bool = false
    ) -> ReferenceDraft? {
        guard node.kind == .scalar, let text = node.text, text.utf8.contains(UInt8(ascii: "/")),
            !text.utf8.contains(UInt8(ascii: "\n"))
        else { return nil }
        let equals = takesKey ? text.utf8.firstIndex(of: UInt8(ascii: "=")).map { text.utf8.index(after: $0) } : nil
        let start = equals.flatMap { text[$0...].hasPrefix("http") ? $0 : nil }
        guard RemoteURL.mayBe(text[(start ?? text.startIndex)...]), !TemplateText.isEncrypted(text),
            let url = RemoteURL(String(text[(start ?? text.startIndex)...]))
        else { return nil }
        if needsVersion, url.pattern == nil || url.repository == nil { return nil }
        var draft = ReferenceDraft(
            file: file, document: document, kind: .gitTag, artifact: url.repository.map { .git($0) }, owner: owner,
            pin: Pin(version: url.revision), sites: [], scheme: url.isBareVersion ? .artifactTag : .tag,
            aliasPath: node.isAlias ? node.pointer : nil
        )
        let key = start.map { String(text[..<$0]) }
        let form = url.pattern.map { pattern in
            WriteForm.url(key.map { URLPattern([.literal($0)] + pattern.parts) } ?? pattern)
        }
        draft.sites = [Site(file: file.path, node: node, role: .url, form: form ?? .none)]
        if draft.artifact == nil {
            draft.isTemplated = TemplateText.isIn(text)
            draft.unbound =
                draft.isTemplated ? "the URL holds a variable" : "the URL does not tell which repository publishes it"
        }
        return draft
    }
}
