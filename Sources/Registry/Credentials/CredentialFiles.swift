internal import Transport

extension CredentialStore {
    /// The credentials of this machine's user, from files in this order; a file that is absent is passed over:
    ///
    /// 1. `$REGISTRY_AUTH_FILE`
    /// 2. `$DOCKER_CONFIG/config.json`, else `~/.docker/config.json`
    /// 3. `$XDG_RUNTIME_DIR/containers/auth.json` (Podman)
    /// 4. `$XDG_CONFIG_HOME/containers/auth.json`, else `~/.config/containers/auth.json`
    /// 5. `$HELM_REGISTRY_CONFIG`, else `registry/config.json` in `$HELM_CONFIG_HOME`, `$XDG_CONFIG_HOME/helm` or
    ///    `~/.config/helm`
    ///
    /// - Parameters:
    ///   - environment: Where the files are, and what credential helpers see; they are looked up in its `PATH`.
    ///   - helperTime: For one answer of a credential helper.
    ///   - notice: Told, once for each, of a credential helper that failed.
    public static func standard(
        environment: [String: String], helperTime: Duration = RegistryLimits.helperTime,
        notice: (@Sendable (String) -> Void)? = nil
    ) -> CredentialStore {
        let desk = HelperDesk(environment: environment, time: helperTime, notice: notice)
        var sources: [CredentialSource] = []
        var problems: [String] = []
        for path in paths(environment) {
            switch BoundedFile.read(path, limit: RegistryLimits.credentialFileBytes) {
            case .absent: continue
            case .failure(let reason): problems.append("\(path): \(reason)")
            case .bytes(let bytes):
                let (source, notes) = DockerConfig.read(bytes, desk: desk)
                if let source { sources.append(source) }
                problems += notes.map { "\(path): \($0)" }
            }
        }
        return CredentialStore(sources: sources, problems: problems)
    }

    static func paths(_ environment: [String: String]) -> [String] {
        func value(_ name: String) -> String? {
            environment[name].flatMap { $0.isEmpty ? nil : $0 }
        }
        let home = value("HOME")
        let config = value("XDG_CONFIG_HOME") ?? home.map { "\($0)/.config" }
        let docker = value("DOCKER_CONFIG") ?? home.map { "\($0)/.docker" }
        let helm = value("HELM_CONFIG_HOME") ?? config.map { "\($0)/helm" }
        let all = [
            value("REGISTRY_AUTH_FILE"),
            docker.map { "\($0)/config.json" },
            value("XDG_RUNTIME_DIR").map { "\($0)/containers/auth.json" },
            config.map { "\($0)/containers/auth.json" },
            value("HELM_REGISTRY_CONFIG") ?? helm.map { "\($0)/registry/config.json" },
        ]
        return all.compactMap { $0 }
    }
}
