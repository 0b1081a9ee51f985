import Charts

/// The values of the tree against the new schema; what the old one refused as well is no news.
enum SchemaRule {
    static func items(_ context: ReviewContext) -> [ReviewItem] {
        let after = ValuesValidation(coalesced: context.effectiveNew, against: context.new)
        let before = ValuesValidation(coalesced: context.effectiveOld, against: context.old)
        let known = Set(before.violations)
        let knownPaths = Set(before.violations.map(\.path))
        let items = after.violations.compactMap { violation -> ReviewItem? in
            guard !known.contains(violation) else { return nil }
            // Another wording of what was wrong before.
            if knownPaths.contains(violation.path), !violation.isMissing { return nil }
            let value = context.release.value(at: violation.path)
            if value?.isPlaceholder ?? false { return nil }
            // What nobody can read may well set it.
            let mayBeElsewhere = violation.isMissing && !context.release.unknown.isEmpty
            let isSet = context.release.sets(violation.path)
            let place = context.release.place(of: violation.path)
            let path = violation.path.description
            if violation.isMissing {
                let sentence =
                    value == .null
                    ? "\(path) is required by the new schema, and a null takes it away here"
                    : "\(path) is required by the new schema and is set neither here nor by a default"
                return ReviewItem(
                    .requiredValue, mayBeElsewhere ? .check : .breaks,
                    mayBeElsewhere ? sentence + ", unless by values that could not be read" : sentence, path: path,
                    at: place)
            }
            let subject = isSet ? path : "\(path.isEmpty ? "the values" : path) (the chart's own default)"
            return ReviewItem(
                .schemaViolation, .breaks, "\(subject) \(violation.message), by the new values.schema.json", path: path,
                old: context.old[violation.path]?.shown(), new: context.new[violation.path]?.shown(), at: place)
        }
        let unchecked = after.unchecked.map { reason in
            ReviewItem(.schemaUnchecked, .safe, "the values are not wholly validated: \(reason)")
        }
        return items + unchecked
    }
}
