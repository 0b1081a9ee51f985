extension AnnotationDiscovery {
    /// Puts annotations beside what the ecosystems found.
    ///
    /// What is a reference already stays the one that it is; where its artifact is not known, the annotation tells it.
    static func merge(_ annotated: [ReferenceDraft], into drafts: [ReferenceDraft]) -> [ReferenceDraft] {
        guard !annotated.isEmpty else { return drafts }
        let places = Places(of: drafts, in: Set(annotated.map(\.mainSite.file)))
        var drafts = drafts
        for annotation in annotated {
            let same = annotation.sites.flatMap(places.drafts)
            if same.isEmpty { drafts.append(annotation) }
            guard let artifact = annotation.artifact else { continue }
            for index in same where drafts[index].artifact == nil {
                drafts[index].artifact = artifact
                drafts[index].kind = annotation.kind
                drafts[index].scheme = annotation.scheme
                drafts[index].settleName()
            }
        }
        return drafts
    }

    /// The sites of references, to be found by what they overlap. Sites are scalars or parts of them: two of them are
    /// equal or apart, or a part stands in the scalar.
    private struct Places {
        private var byFile: [String: [(range: Range<Int>, draft: Int)]] = [:]

        init(of drafts: [ReferenceDraft], in files: Set<String>) {
            for index in drafts.indices {
                for site in drafts[index].sites where files.contains(site.file) {
                    byFile[site.file, default: []].append((site.range, index))
                }
            }
            for file in byFile.keys { byFile[file]?.sort { $0.range.lowerBound < $1.range.lowerBound } }
        }

        /// The drafts with a site that overlaps this one.
        func drafts(at site: Site) -> [Int] {
            let places = byFile[site.file] ?? []
            var (low, high) = (0, places.count)
            while low < high {
                let middle = (low + high) / 2
                if places[middle].range.lowerBound < site.range.upperBound { low = middle + 1 } else { high = middle }
            }
            return places[..<low].reversed().prefix { $0.range.overlaps(site.range) }.map(\.draft)
        }
    }
}

extension ReferenceDraft {
    /// The artifact is told: nothing of its name is open any more.
    mutating func settleName() {
        unbound = nil
        candidates = []
        isTemplated = false
        untracked = nil
    }
}
