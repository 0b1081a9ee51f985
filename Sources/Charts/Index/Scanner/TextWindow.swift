/// The part of a text that is looked at, from some line on up to the end of another, with readable bytes beyond.
struct TextWindow: ~Copyable {
    private(set) var text: UnsafePointer<UInt8>
    /// Where the last line ends.
    private(set) var end = 0
    /// True when nothing follows.
    private(set) var isLast = false
    /// True when there is nothing but printable ASCII and line feeds.
    private(set) var isPrintable = true
    /// True when the text lacks the line feed at its end, which was added.
    private var hasAddedLineFeed = false

    private var memory: UnsafeMutablePointer<UInt8>
    private var capacity: Int
    /// What is in the memory, and what has been in it.
    private var filled = 0
    private var total = 0

    /// Fits the second-level cache of any machine.
    private static var size: Int { 256 << 10 }
    /// A word is read at a time.
    private static var margin: Int { 16 }

    init() {
        capacity = Self.size
        memory = Self.allocate(capacity)
        text = UnsafePointer(memory)
    }

    deinit { memory.deallocate() }

    /// The end of what the text itself has.
    var ownEnd: Int { hasAddedLineFeed ? end - 1 : end }

    /// Moves to `start` and reads on; false when nothing can be read, or too much.
    mutating func advance(to start: Int, _ next: (UnsafeMutableRawBufferPointer) -> Int?) -> Bool {
        let kept = filled - start
        memory.update(from: memory + start, count: kept)
        filled = kept
        while true {
            if filled == capacity { grow(to: 2 * capacity) }
            guard let count = next(UnsafeMutableRawBufferPointer(start: memory + filled, count: capacity - filled))
            else { return false }
            total += count
            guard total <= ChartLimits.indexBytes else { return false }
            filled += count
            if count == 0 {
                finish()
                return true
            }
            // Some sources give little at a time.
            if filled == capacity, show(UnsafePointer(memory), filled) { return true }
        }
    }

    /// Moves to `start` in a text that is in memory; the part at its end is copied, for there is nothing behind it.
    ///
    /// - Parameter whole: The same each time.
    mutating func advance(to start: Int, in whole: UnsafeBufferPointer<UInt8>) {
        total += start
        let rest = UnsafeBufferPointer(rebasing: whole[total...])
        // A line, or many, that end in no window ask for a larger one.
        var size = start == 0 && end > 0 ? 2 * end : Self.size
        while let base = rest.baseAddress, rest.count > size + Self.margin {
            if show(base, size) { return }
            size *= 2
        }
        if rest.count > capacity { grow(to: rest.count) }
        if let base = rest.baseAddress { memory.update(from: base, count: rest.count) }
        filled = rest.count
        finish()
    }

    /// False when no line ends there.
    private mutating func show(_ text: UnsafePointer<UInt8>, _ count: Int) -> Bool {
        var at = count
        while at > 0, text[at - 1] != .lineFeed { at -= 1 }
        self.text = text
        end = at
        isPrintable = TextCheck.isPrintable(text, 0..<at)
        return at > 0
    }

    private mutating func finish() {
        isLast = true
        text = UnsafePointer(memory)
        if filled > 0, memory[filled - 1] != .lineFeed {
            memory[filled] = .lineFeed
            filled += 1
            hasAddedLineFeed = true
        }
        end = filled
        isPrintable = TextCheck.isPrintable(text, 0..<end)
    }

    private static func allocate(_ size: Int) -> UnsafeMutablePointer<UInt8> {
        let memory = UnsafeMutablePointer<UInt8>.allocate(capacity: size + margin)
        memory.initialize(repeating: 0, count: size + margin)
        return memory
    }

    private mutating func grow(to size: Int) {
        let larger = Self.allocate(size)
        larger.update(from: memory, count: filled)
        memory.deallocate()
        memory = larger
        capacity = size
    }
}
