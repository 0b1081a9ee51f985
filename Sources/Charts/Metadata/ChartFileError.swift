internal import SourceYAML

/// Why a file of a chart cannot be read.
public struct ChartFileError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The name of the file inside of the chart.
    public let file: String
    /// The end of a sentence that begins with the file.
    public let message: String

    public init(_ file: String, _ message: String) {
        self.file = file
        self.message = message
    }

    public var description: String { "\(file) \(message)" }

    /// The first document of a YAML file as a value; an empty file is null.
    static func value(of bytes: [UInt8], in file: String) throws(ChartFileError) -> ChartValue {
        let stream: YAMLStream
        do throws(YAMLError) {
            stream = try YAMLStream(bytes)
        } catch {
            throw ChartFileError(file, "is not YAML: \(error)")
        }
        guard let document = stream.documents.first else { return .null }
        do throws(ChartValueError) {
            return try ChartValue(document.root)
        } catch {
            throw ChartFileError(file, "is too large: \(error)")
        }
    }
}
