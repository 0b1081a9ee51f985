internal import Glibc
internal import Transport

extension RegistriesConfiguration {
    /// The files that the containers tools read: one main file, and drop-ins in lexical order after it.
    ///
    /// The main file is `$CONTAINERS_REGISTRIES_CONF`, else `containers/registries.conf` in `$XDG_CONFIG_HOME` (else
    /// `~/.config`) when there is one, else `/etc/containers/registries.conf`. Drop-ins are `registries.conf.d/*.conf`
    /// in `/etc/containers`, unless the user's own main file counts, and then those in the user's folder.
    public static func standard(environment: [String: String]) -> RegistriesConfiguration {
        standard(environment: environment, system: "/etc/containers")
    }

    static func standard(environment: [String: String], system: String) -> RegistriesConfiguration {
        func value(_ name: String) -> String? { environment[name].flatMap { $0.isEmpty ? nil : $0 } }
        let user = (value("XDG_CONFIG_HOME") ?? value("HOME").map { "\($0)/.config" }).map { "\($0)/containers" }
        var files: [String] = []
        var folders = ["\(system)/registries.conf.d"]
        if let given = value("CONTAINERS_REGISTRIES_CONF") {
            files.append(given)
        } else if let user, access("\(user)/registries.conf", F_OK) == 0 {
            files.append("\(user)/registries.conf")
            folders = []
        } else {
            files.append("\(system)/registries.conf")
        }
        if let user { folders.append("\(user)/registries.conf.d") }
        var result = RegistriesConfiguration(files: files, folders: folders)
        if let given = value("CONTAINERS_REGISTRIES_CONF"), access(given, F_OK) != 0 {
            result.add(problem: "\(given): no such file, though CONTAINERS_REGISTRIES_CONF names it")
        }
        return result
    }

    /// Reads these files, and then the files `*.conf` of these folders, each folder in lexical order. What is absent is
    /// passed over.
    public init(files: [String], folders: [String] = []) {
        self.init()
        for path in files { read(path) }
        for folder in folders {
            switch Self.dropIns(in: folder) {
            case .success(let names):
                for name in names.sorted().prefix(RegistryLimits.registriesFiles) { read("\(folder)/\(name)") }
                if names.count > RegistryLimits.registriesFiles {
                    add(problem: "\(folder): only the first \(RegistryLimits.registriesFiles) files were read")
                }
            case .failure(let reason): add(problem: "\(folder) \(reason.message)")
            }
        }
    }

    private mutating func read(_ path: String) {
        switch BoundedFile.read(path, limit: RegistryLimits.registriesFileBytes) {
        case .absent: return
        case .failure(let reason): add(problem: "\(path) \(reason); what it blocks is not known")
        case .bytes(let bytes): add(RegistriesFile.read(bytes, name: path))
        }
    }

    private struct Unreadable: Error {
        let message: String
    }

    private static func dropIns(in folder: String) -> Result<[String], Unreadable> {
        guard let listing = opendir(folder) else {
            if errno == ENOENT || errno == ENOTDIR { return .success([]) }
            return .failure(Unreadable(message: "cannot be opened (\(String(cString: strerror(errno))))"))
        }
        defer { closedir(listing) }
        var names: [String] = []
        while let entry = readdir(listing) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) {
                String(cString: UnsafeRawPointer($0).assumingMemoryBound(to: CChar.self))
            }
            if name.hasSuffix(".conf") { names.append(name) }
        }
        return .success(names)
    }
}
