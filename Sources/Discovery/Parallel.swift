/// Work on many items that does not depend on one another, on all cores.
enum Parallel {
    /// Items that one task takes at a time: enough that the tasks cost nothing beside their work.
    private static let batch = 128

    /// What `transform` gives for each item, in the order of the items.
    static func flatMap<Item: Sendable, Result: Sendable>(
        _ items: [Item], _ transform: @escaping @Sendable (Item) -> [Result]
    ) async -> [Result] {
        await withTaskGroup(of: (Int, [Result]).self) { group in
            for start in stride(from: 0, to: items.count, by: batch) {
                let part = items[start..<min(start + batch, items.count)]
                group.addTask { (start, part.flatMap(transform)) }
            }
            var parts: [(Int, [Result])] = []
            for await part in group { parts.append(part) }
            return parts.sorted { $0.0 < $1.0 }.flatMap(\.1)
        }
    }
}
