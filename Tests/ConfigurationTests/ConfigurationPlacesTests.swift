import Configuration
import Glibc
import TestSupport
import Testing
import Versioning

@Suite struct ConfigurationPlacesTests {
    @Test(arguments: [
        (["HOME": "/home/a"], "/home/a/.config/astern/config.yaml"),
        (["HOME": "/home/a", "XDG_CONFIG_HOME": "/x"], "/x/astern/config.yaml"),
        (["HOME": "/home/a", "XDG_CONFIG_HOME": "relative"], "/home/a/.config/astern/config.yaml"),
        (["HOME": "/home/a", "XDG_CONFIG_HOME": ""], "/home/a/.config/astern/config.yaml"),
        (["HOME": "here"], nil),
        ([:], nil),
    ]) func theUsersFile(_ environment: [String: String], _ path: String?) {
        #expect(ConfigurationPlaces(root: "/nowhere", environment: environment).user == path)
    }

    @Test func theTreesOwnFileComesFirst() {
        let tree = TemporaryTree([".git/HEAD": "", ".astern.yaml": "", "a/.astern.yaml": "", "a/b/c.yaml": ""])
        let own = ConfigurationPlaces(root: "\(tree.path)/a", environment: [:]).tree
        #expect(own?.path == "\(tree.path)/a/.astern.yaml" && own?.base == "")
        #expect(own == ConfigurationPlaces(root: "\(tree.path)/a/", environment: [:]).tree)
        let above = ConfigurationPlaces(root: "\(tree.path)/a/b", environment: [:]).tree
        #expect(above?.base == "b" && above?.path.hasSuffix("/a/.astern.yaml") == true)
    }

    @Test func aFolderOfARepositoryTakesTheRepositorysFile() {
        let tree = TemporaryTree([
            ".astern.yaml": "", "repo/.git": "gitdir: x", "repo/.astern.yaml": "", "repo/a/b/c.yaml": "",
        ])
        let found = ConfigurationPlaces(root: "\(tree.path)/repo/a/b", environment: [:]).tree
        #expect(found?.base == "a/b" && found?.path.hasSuffix("/repo/.astern.yaml") == true)
    }

    @Test func nothingOutsideOfTheRepositoryHasASay() {
        let tree = TemporaryTree([".astern.yaml": "", "repo/.git/HEAD": "", "repo/a/c.yaml": ""])
        #expect(ConfigurationPlaces(root: "\(tree.path)/repo/a", environment: [:]).tree == nil)
        let plain = TemporaryTree([".astern.yaml": "", "a/c.yaml": ""])
        #expect(ConfigurationPlaces(root: "\(plain.path)/a", environment: [:]).tree == nil)
    }

    @Test func bothFilesAreRead() throws {
        let tree = TemporaryTree([".astern.yaml": "change: patch\n", "x/astern/config.yaml": "timeout: 5s\n"])
        let places = ConfigurationPlaces(root: tree.path, environment: ["XDG_CONFIG_HOME": "\(tree.path)/x"])
        let configuration = try Configuration.load(from: places)
        #expect(configuration.update.change?.value == .patch)
        #expect(configuration.network.timeout?.value == .seconds(5))
    }

    @Test func whatIsWrongWithEitherIsTold() {
        let tree = TemporaryTree([".astern.yaml": "a: 1\n", "x/astern/config.yaml": "b: 1\n"])
        let places = ConfigurationPlaces(root: tree.path, environment: ["XDG_CONFIG_HOME": "\(tree.path)/x"])
        let error = #expect(throws: ConfigurationError.self) { try Configuration.load(from: places) }
        #expect(error?.problems.count == 2)
    }

    @Test(arguments: [
        ("link", "a symbolic link, expected a file"), ("pipe", "not a regular file"), ("folder", "not a regular file"),
        ("large", "larger than 1048576 bytes"), ("lines", "larger than 1048576 bytes"),
    ]) func whatIsNoFileIsRefused(_ kind: String, _ message: String) {
        let tree = TemporaryTree(["elsewhere.yaml": "change: minor\n"])
        let path = "\(tree.path)/.astern.yaml"
        switch kind {
        case "link": symlink("\(tree.path)/elsewhere.yaml", path)
        case "pipe": mkfifo(path, 0o600)
        case "folder": mkdir(path, 0o700)
        default:
            let descriptor = open(path, O_CREAT | O_WRONLY, 0o600)
            ftruncate(descriptor, kind == "large" ? 1 << 40 : (1 << 20) + 1)
            close(descriptor)
        }
        let places = ConfigurationPlaces(root: tree.path, environment: [:])
        let error = #expect(throws: ConfigurationError.self) { try Configuration.load(from: places) }
        #expect(error?.description == "\(path): \(message)")
    }

    @Test func theUsersFileMayBeALink() throws {
        let tree = TemporaryTree(["dotfiles/a.yaml": "change: major\n", "x/astern/other": ""])
        symlink("\(tree.path)/dotfiles/a.yaml", "\(tree.path)/x/astern/config.yaml")
        let places = ConfigurationPlaces(root: "/nowhere", environment: ["XDG_CONFIG_HOME": "\(tree.path)/x"])
        #expect(try Configuration.load(from: places).update.change?.value == .major)
    }
}
