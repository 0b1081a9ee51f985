import Glibc

extension Configuration {
    /// Reads both files, where they are: the tree's wins over the user's.
    ///
    /// - Throws: Everything that is wrong with either; a file that is there and cannot be read is wrong, too.
    public static func load(from places: ConfigurationPlaces) throws(ConfigurationError) -> Configuration {
        var problems: [ConfigurationProblem] = []
        func load(_ path: String, _ level: Origin.Level, base: String) -> Configuration {
            do throws(ConfigurationError) {
                // A tree is anybody's: its file is no door to others. A user's may well be a link.
                guard let bytes = try bytes(of: path, followsLinks: level == .user) else { return Configuration() }
                return try ConfigurationFile.read(bytes, file: path, level: level, base: base)
            } catch {
                problems += error.problems
                return Configuration()
            }
        }
        let tree = places.tree.map { load($0.path, .tree, base: $0.base) }
        let user = places.user.map { load($0, .user, base: "") }
        guard problems.isEmpty else { throw ConfigurationError(problems: problems) }
        return (tree ?? Configuration()).over(user ?? Configuration())
    }

    /// The bytes of a regular file; nil when there is no such file.
    private static func bytes(of path: String, followsLinks: Bool) throws(ConfigurationError) -> [UInt8]? {
        func failure(_ message: String) -> ConfigurationError {
            ConfigurationError(problems: [ConfigurationProblem(file: path, line: nil, message: message)])
        }
        // Without O_NONBLOCK a named pipe at this path would hang the open.
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | (followsLinks ? 0 : O_NOFOLLOW))
        guard descriptor >= 0 else {
            switch errno {
            case ENOENT, ENOTDIR: return nil
            case ELOOP: throw failure("a symbolic link, expected a file")
            default: throw failure("cannot be read: \(String(cString: strerror(errno)))")
            }
        }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
            throw failure("not a regular file")
        }
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        while bytes.count <= ConfigurationLimits.fileBytes {
            let count = read(descriptor, &buffer, buffer.count)
            if count < 0, errno == EINTR { continue }
            if count < 0 { throw failure("cannot be read: \(String(cString: strerror(errno)))") }
            if count == 0 { return bytes }
            bytes += buffer[..<count]
        }
        throw failure("larger than \(ConfigurationLimits.fileBytes) bytes")
    }
}
