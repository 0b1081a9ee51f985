import Charts

/// What could not be looked at, said as long as it may matter.
enum UnknownRule {
    static func items(_ context: ReviewContext) -> [ReviewItem] {
        let changes = context.comparison
        // Where neither defaults nor schema differ, values may be what they are.
        let matters = !changes.values.isEmpty || !changes.schema.isEmpty
        return context.release.unknown.map { unknown in
            ReviewItem(
                .valuesUnknown, matters ? .check : .safe,
                "values for \(context.owner) could not be read here: \(unknown.reason)", at: unknown.place)
        }
    }
}
