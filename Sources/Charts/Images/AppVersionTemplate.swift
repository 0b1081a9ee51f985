/// Tags that a chart's values write as a template: `v{{ .Chart.AppVersion }}`.
enum AppVersionTemplate {
    /// The text with the version in place of the template; nil where another template is in it, or there is no version.
    static func filled(_ text: String, appVersion: String?) -> String? {
        var out = ""
        var rest = text[...]
        while let start = rest.firstRange(of: "{{") {
            guard let appVersion, let end = rest[start.upperBound...].firstRange(of: "}}") else { return nil }
            let action = rest[start.upperBound..<end.lowerBound].filter { $0 != "-" && !$0.isWhitespace }
            guard [".Chart.AppVersion", "$.Chart.AppVersion"].contains(action) else { return nil }
            out += rest[..<start.lowerBound] + appVersion
            rest = rest[end.upperBound...]
        }
        return out + rest
    }
}
