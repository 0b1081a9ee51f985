/// A bar on stderr while upstreams answer; it is gone when they have.
struct ProgressBar: Sendable {
    private static let width = 30

    let isShown: Bool

    func show(_ done: Int, of total: Int) {
        guard isShown, total > 0 else { return }
        let filled = done * Self.width / total
        let bar = String(repeating: "=", count: filled) + String(repeating: " ", count: Self.width - filled)
        Output.raw("\r[\(bar)] \(done)/\(total)")
    }

    func clear() {
        guard isShown else { return }
        Output.raw("\r\u{1B}[2K")
    }
}
