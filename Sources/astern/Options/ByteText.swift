import ArgumentParser

/// Sizes on the command line: `1048576`, `200KB`, `512MB`, `1GB`, in powers of 1024.
enum ByteText {
    static func parse(_ option: String?, flag: String) throws -> Int? {
        guard let text = option ?? Environment.flag(flag) else { return nil }
        let digits = text.prefix { $0.isASCII && $0.isNumber }
        guard let number = Int(digits), number < 1 << 32, let unit = units[text.dropFirst(digits.count).uppercased()]
        else { throw ValidationError("--\(flag) \(text): expected a size such as 200MB or 1GB") }
        return number * unit
    }

    private static let units = ["": 1, "B": 1, "KB": 1 << 10, "MB": 1 << 20, "GB": 1 << 30]
}
