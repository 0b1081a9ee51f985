import Discovery

/// Which environment a place in a tree belongs to, told by the words that people name environments with.
///
/// Production and staging differ on purpose for a while: that is what they are for. A version is unlike the others only
/// among places of one environment.
enum Surroundings {
    /// The environment that a path and a name tell; empty for what all share.
    static func of(file: String, name: String?) -> [String] {
        let folders = file.split(separator: "/").map { $0.lowercased() }
        var found: [String] = []
        for (index, folder) in folders.enumerated() {
            if index > 0, containers.contains(folders[index - 1]), index < folders.count - 1 {
                found.append(folder)
            } else {
                found += words(in: folder)
            }
        }
        return found + words(in: (name ?? "").lowercased())
    }

    private static func words(in segment: String) -> [String] {
        segment.split { !$0.isLetter }.compactMap { environments[String($0)] }
    }

    /// Folders whose folders are environments.
    private static let containers: Set<String> = [
        "clusters", "cluster", "overlays", "environments", "environment", "envs", "env", "regions", "stages", "tenants",
        "sites", "versions",
    ]

    /// Words for an environment, and the one that they are told by.
    private static let environments: [String: String] = [
        "prod": "prod", "production": "prod", "prd": "prod", "live": "prod", "staging": "staging", "stage": "staging",
        "stg": "staging", "preprod": "staging", "dev": "dev", "development": "dev", "test": "test", "testing": "test",
        "qa": "test", "uat": "test", "canary": "canary", "sandbox": "sandbox", "preview": "preview", "demo": "demo",
    ]
}
