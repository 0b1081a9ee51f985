/// Which characters a text has, as far as YAML is concerned: libyaml refuses some and breaks lines at others.
enum TextCheck {
    /// True when there is nothing but printable ASCII and line feeds.
    static func isPrintable(_ text: UnsafePointer<UInt8>, _ range: Range<Int>) -> Bool {
        var odd: UInt8 = 0
        // Without a branch in it, the loop goes over many bytes at a time.
        for at in range {
            let byte = text[at]
            odd |= (byte &- 0x20 >= 0x5F ? 1 : 0) & (byte != 0x0A ? 1 : 0)
        }
        return odd == 0
    }

    enum Kind {
        /// Printable characters and line feeds.
        case clean
        /// Tabs too: no YAML that is read line by line, but lines are lines.
        case tabbed
        /// Characters that are none or that YAML refuses, and other line breaks.
        case odd
    }

    static func kind(_ text: UnsafePointer<UInt8>, _ range: Range<Int>) -> Kind {
        if isPrintable(text, range) { return .clean }
        var at = range.lowerBound
        var kind = Kind.clean
        while at < range.upperBound {
            let byte = text[at]
            switch byte {
            case 0x0A, 0x20...0x7E: at += 1
            case 0x09:
                kind = .tabbed
                at += 1
            case 0x80...:
                guard let width = width(text, at, end: range.upperBound) else { return .odd }
                at += width
            default: return .odd
            }
        }
        return kind
    }

    /// How many bytes the character beyond ASCII has that starts here; nil for what is none, what YAML does not take for
    /// printable, and for its line breaks beyond ASCII.
    private static func width(_ text: UnsafePointer<UInt8>, _ at: Int, end: Int) -> Int? {
        let lead = UInt32(text[at])
        let (width, first, least): (Int, UInt32, UInt32) =
            switch lead {
            case 0xC2...0xDF: (2, lead & 0x1F, 0x80)
            case 0xE0...0xEF: (3, lead & 0x0F, 0x800)
            case 0xF0...0xF4: (4, lead & 0x07, 0x1_0000)
            default: (0, 0, 0)
            }
        guard width > 0, at + width <= end else { return nil }
        var code = first
        for next in at + 1..<at + width {
            guard text[next] & 0xC0 == 0x80 else { return nil }
            code = code << 6 | UInt32(text[next] & 0x3F)
        }
        guard code >= least else { return nil }
        switch code {
        case 0xA0...0x2027, 0x202A...0xD7FF, 0xE000...0xFEFE, 0xFF00...0xFFFD, 0x1_0000...0x10_FFFF: return width
        default: return nil
        }
    }
}
