import Tracking

/// The colours of a status, as ANSI "select graphic rendition" parameters (ECMA-48, 8.3.117).
enum TerminalColor: String {
    case dim = "2"
    case red = "31"
    case green = "32"
    case yellow = "33"
    case cyan = "36"

    init(_ status: Status) {
        self =
            switch status {
            case .current: .green
            case .outdated: .yellow
            case .unknown, .refused: .red
            case .ahead, .held: .cyan
            case .untracked: .dim
            }
    }

    func paint(_ text: String) -> String { "\u{1B}[\(rawValue)m\(text)\u{1B}[0m" }
}
