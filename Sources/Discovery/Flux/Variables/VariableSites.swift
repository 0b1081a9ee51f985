import Artifacts
import SourceYAML

/// Brings references that were found in a file read with values back to what stands in the tree: the definition of a
/// variable, the inline default, or the scalar itself.
enum VariableSites {
    static func settle(_ draft: ReferenceDraft) -> ReferenceDraft {
        guard let variables = draft.variables else { return draft }
        var draft = draft
        let place = draft.mainSite
        draft.variables = nil
        draft.usedAt = "\(place.file)#\(draft.document):\(place.path)"
        draft.appliers = variables.scope.appliers
        var reasons: [String] = []
        var lacksCopy = false
        draft.sites = draft.sites.map { site in
            guard case .scalar(let read) = site.content else { return site }
            let node = read.counterpart(in: variables.original)
            guard let text = variables.text(of: node) else {
                return Site(file: site.file, node: node, role: site.role, form: site.form)
            }
            for variable in text.variables {
                guard let reason = reason(variable, in: variables.scope) else { continue }
                reasons.append(reason)
                lacksCopy = lacksCopy || variable.isCopied
            }
            return Self.site(site, node: node, text: text, variables: variables)
        }
        let main = draft.mainSite
        draft.file = main.file
        // What stands in a text of the file stands in the document around it.
        if case .scalar(let node) = main.content, !node.stream.isEmbedded { draft.document = node.documentIndex }
        if let version = draft.pin.version ?? draft.pin.constraint, lacksCopy || TemplateText.isIn(version) {
            draft.unresolved = reasons.first
        }
        return draft
    }

    /// Why a variable has no value; nil when it has one.
    private static func reason(_ variable: VariableText.Variable, in scope: VariableScope) -> String? {
        if variable.isChanged { return "the value of \(variable.name) is changed before it is used" }
        guard variable.fallback == nil, scope.definitions[variable.name] == nil else { return nil }
        if variable.isCopied { return "\(variable.name) is not in the tree" }
        return scope.undefined(variable.name)
    }

    private static func site(
        _ site: Site, node: YAMLNode, text: VariableText, variables: FileVariables
    ) -> Site {
        let values = text.pieces.map(variables.value)
        let known = values.compactMap { $0 }
        guard known.count == values.count else {
            // The name before the tag may be put together from values: it is not written back.
            return Site(file: site.file, node: node, role: site.role, form: known.isEmpty ? site.form : .unwritable)
        }
        // The part of the text that carries the version: behind the name of an image, else all of it.
        var versionStart = 0
        if case .image(let prefix) = site.form { versionStart = prefix.utf8.count }
        var offset = 0
        let carrying = known.indices.filter { index in
            offset += known[index].utf8.count
            return offset > versionStart && !known[index].isEmpty
        }
        let filled = carrying.filter { text.pieces[$0].variable != nil }
        guard filled.count < 2 else {
            return Site(file: site.file, node: node, role: site.role, form: .unwritable)
        }
        guard let index = filled.first ?? carrying.first else {
            return Site(file: site.file, node: node, role: site.role, form: site.form)
        }
        let before = known[..<index].joined()
        guard let variable = text.pieces[index].variable else {
            // The version is written out, and variables stand before it.
            let frame = TextFrame(
                before: before, after: "", head: text.pieces[..<index].map(\.raw).joined(), tail: "")
            return Site(file: site.file, node: node, role: site.role, form: .framed(site.form, frame))
        }
        let after = known[(index + 1)...].joined()
        if let definition = variables.scope.definitions[variable.name] {
            let frame = TextFrame(before: before, after: after, head: definition.head, tail: definition.tail)
            return Site(
                file: definition.file.path, node: definition.node, role: site.role, form: .framed(site.form, frame))
        }
        let raw = text.pieces.map(\.raw)
        let frame = TextFrame(
            before: before, after: after, head: raw[..<index].joined() + variable.head,
            tail: variable.tail + raw[(index + 1)...].joined()
        )
        return Site(file: site.file, node: node, role: site.role, form: .framed(site.form, frame))
    }

    /// One scalar of a shared file whose clusters fill in different artifacts is one reference with candidates.
    static func merge(_ drafts: [ReferenceDraft]) -> [ReferenceDraft] {
        struct Place: Hashable {
            let used: String
            let main: Range<Int>
            let file: String
        }
        var result: [ReferenceDraft] = []
        var known: [Place: Int] = [:]
        for draft in drafts {
            guard let used = draft.usedAt else {
                result.append(draft)
                continue
            }
            let place = Place(used: used, main: draft.mainSite.range, file: draft.mainSite.file)
            guard let index = known[place] else {
                known[place] = result.count
                result.append(draft)
                continue
            }
            result[index] = merged(result[index], draft)
        }
        return result
    }

    private static func merged(_ first: ReferenceDraft, _ second: ReferenceDraft) -> ReferenceDraft {
        var draft = first
        draft.appliers.formUnion(second.appliers)
        var meant: [Artifact] = []
        for artifact in [first, second].flatMap({ $0.artifact.map { [$0] } ?? $0.candidates })
        where !meant.contains(artifact) {
            meant.append(artifact)
        }
        // What one cluster cannot tell, the other may.
        guard meant.count > 1 else {
            return first.artifact == nil || first.unresolved != nil ? second : draft
        }
        draft.candidates = meant
        draft.artifact = nil
        draft.bound = nil
        draft.unbound = "the clusters that share the file mean different artifacts"
        return draft
    }
}
