import Artifacts
import SourceYAML
import TestSupport
import Testing

@testable import Discovery

/// Releases of Helmfiles, and where their charts come from.
@Suite struct HelmfileDiscoveryTests {
    private static let repositories = """
        repositories:
        - {name: web, url: "https://charts.example.org/"}
        - {name: reg, url: ghcr.io/org/charts, oci: true}
        - {name: ocis, url: "oci://ghcr.io/org/more/"}

        """

    /// One release in a file with the repositories ⇒ its reference.
    static let releases: [Snippet] = [
        Snippet(
            "a repository", "- {name: a, chart: web/app, version: 1.2.3}",
            "helmChart https://charts.example.org#app 1.2.3 -"),
        Snippet("a registry", "- {chart: reg/app, version: v1.2.3}", "ociChart ghcr.io/org/charts/app v1.2.3 -"),
        Snippet("a registry by scheme", "- {chart: ocis/app, version: 1.2.3}", "ociChart ghcr.io/org/more/app 1.2.3 -"),
        Snippet("oci://", "- {chart: \"oci://quay.io/a/b\", version: 1.2.3}", "ociChart quay.io/a/b 1.2.3 -"),
        Snippet(
            "a range", "- {chart: web/app, version: \"~1.2\"}", "helmChart https://charts.example.org#app (~1.2) -"),
        Snippet(
            "two parts are a range", "- {chart: web/app, version: \"1.2\"}",
            "helmChart https://charts.example.org#app (1.2) -"),
        Snippet("no version", "- {chart: web/app}", "helmChart https://charts.example.org#app (*) -"),
        Snippet(
            "an empty version", "- {chart: web/app, version: \"\"}", "helmChart https://charts.example.org#app (*) -"),
        Snippet(
            "a path",
            "- {chart: ./app, version: 1.2.3}\n- {chart: ../a/b}\n- {chart: /a/b}\n- {chart: app, version: 1.2.3}"),
        Snippet(
            "from Git, from the web",
            "- {chart: \"git::https://x.org/a.git@c?ref=1\"}\n- {chart: \"https://x.org/a-1.tgz\"}"),
        Snippet("an unknown repository", "- {chart: other/app, version: 1.2.3}", "helmChart - 1.2.3 -"),
        Snippet(
            "not a release", "- {name: a, version: 1.2.3}\n- {chart: web/app, version: 1.2.3}",
            "helmChart https://charts.example.org#app 1.2.3 -"),
        Snippet(
            "images of values in place",
            "- chart: web/app\n  version: 1.2.3\n  values:\n  - a.yaml\n  - image: {repository: a/b, tag: \"1\"}",
            "helmChart https://charts.example.org#app 1.2.3 -", "image docker.io/a/b 1 -"),
        Snippet("encrypted", "- {chart: web/app, version: \"ENC[AES256]\"}"),
        Snippet(
            "a version that is merged in", "- &d {chart: web/app, version: 1.2.3}\n- {<<: *d, name: b}",
            "helmChart https://charts.example.org#app 1.2.3 -"),
    ]

    @Test(arguments: releases) func aRelease(_ snippet: Snippet) async throws {
        for name in ["helmfile.yaml", "helmfile.d/00-a.yaml", "releases/a.yaml", "helmfile.yaml.gotmpl"] {
            let found = try await Found([name: Self.repositories + "releases:\n" + snippet.text])
            #expect(found.shortLines == snippet.lines, "\(name)")
        }
    }

    @Test(arguments: [
        "kind: Pod\nreleases:\n- {chart: web/app, version: 1.2.3}\n",
        "apiVersion: x\nreleases:\n- {chart: a/b, version: 1.2.3}\n",
        "releases:\n- {version: 1.2.3}\n", "releases: [1.2.3]\n",
        "x:\n  releases:\n  - {chart: web/app, version: 1.2.3}\n",
    ])
    func onlyTheShapeMakesAHelmfile(text: String) async throws {
        #expect(try await Found(["a.yaml": text]).lines.isEmpty)
    }

    /// Where the repository `r` is written ⇒ what the release in `d/a.yaml` is bound to.
    @Test(arguments: [
        (["d/a.yaml"], "https://d/a.yaml", "-"), (["d/a.yaml", "d/b.yaml", "c.yaml"], "https://d/a.yaml", "-"),
        (["base/r.yaml", "d/b.yaml"], "https://base/r.yaml", "-"), (["base/more.yaml"], "https://base/more.yaml", "-"),
        (["d/b.yaml", "c.yaml"], "https://d/b.yaml", "sameFolder"), (["c.yaml"], "https://c.yaml", "onlyCandidate"),
        (["c.yaml", "e/c.yaml"], "-", "-"), (["d/b.yaml", "d/c.yaml"], "-", "-"),
    ])
    func aRepositoryIsLookedForNearby(files: [String], url: String, bound: String) async throws {
        var tree = [
            "d/a.yaml": "bases: [../base/r.yaml]\n---\nreleases:\n- {chart: r/app, version: 1.2.3}\n",
            "base/r.yaml": "bases: [more.yaml, r.yaml]\n",
        ]
        for file in files {
            tree[file, default: ""] += "\n---\nrepositories:\n- {name: r, url: \"https://x.org/\(file)\"}\n"
        }
        let reference = try #require(try await Found(tree).tree.references.first)
        #expect(
            reference.artifact?.identity
                == (url == "-" ? nil : url.replacing("https://", with: "https://x.org/") + "#app"))
        #expect(reference.bound?.rawValue ?? "-" == bound)
        #expect(reference.candidates.count == (url == "-" ? 2 : 0))
    }

    private static let template = """
        {{ readFile "other.yaml" }}
        repositories:
        - name: web
          url: https://charts.example.org
        {{- if .Values.x }}
        - name: late
          url: {{ .Values.url }}
        {{- end }}
        ---
        releases:
        {{ range .Values.list }}
        - name: {{ . }}
          <<: *default
          chart: web/app
          version: 1.2.3
        {{ end }}
        - chart: web/two
          version: '{{ env "TWO" | default "0.2.2" }}'
          installed: {{ env "X" | default "true" }}
        - chart: web/three
          version: "{{ env "THREE" | default "v1.0.4" }}"
        - chart: web/four
          version: {{ .Values.four | default "4.0.0" | quote }}
        - chart: web/five
          version: {{ .Values.five | quote }}
        - chart: late/six
          version: 6.0.0
        - chart: web/seven
          {{- if .Values.x }}
          version: 7.0.0
          {{- else }}
          version: 7.1.0
          {{- end }}
        - chart: "web/{{ .Values.name }}"
          version: 8.0.0
          values:
          - image: {repository: a/b, tag: "1.2"}
            other: {{ toYaml .Values.y | nindent 4 }}

        """

    @Test func templatesAreReadAround() async throws {
        for name in ["helmfile.yaml", "a/b.yaml", "helmfile.d/a.yaml.gotmpl"] {
            let found = try await Found([name: Self.template])
            #expect(
                found.lines == [
                    "helmChart https://charts.example.org#app 1.2.3 - \(name)#1:@15",
                    "helmChart https://charts.example.org#two 0.2.2 - \(name)#1:@18",
                    "helmChart https://charts.example.org#three v1.0.4 - \(name)#1:@21",
                    "helmChart https://charts.example.org#four 4.0.0 - \(name)#1:@23",
                    "helmChart https://charts.example.org#five {{ .Values.five | quote }} - \(name)#1:@25",
                    "helmChart - 6.0.0 - \(name)#1:@27",
                    "helmChart https://charts.example.org#seven 7.0.0 - \(name)#1:@30",
                    "helmChart https://charts.example.org#seven 7.1.0 - \(name)#1:@32",
                    "helmChart - 8.0.0 - \(name)#1:@35",
                    "image docker.io/a/b 1.2 - \(name)#1:@37",
                ])
            #expect(found.tree.references.filter(\.isTemplated).map(\.mainSite.position.line) == [27, 35])
        }
    }

    /// Every site takes another version and then holds exactly that.
    @Test func whatIsFoundInATemplateIsEdited() async throws {
        let found = try await Found(["helmfile.yaml": Self.template])
        let sites = found.tree.references.flatMap(\.sites)
        let edits = sites.compactMap { $0.edit(to: "9.10.0") }
        // The version that is a template alone is not.
        #expect(edits.count == sites.count - 1)
        let after = try EditProof.apply(edits, to: Array(Self.template.utf8), file: "helmfile.yaml")
        let text = String(decoding: after, as: UTF8.self)
        let again = try await Found(["helmfile.yaml": text]).tree.references
        #expect(again.map(\.pin.version).count { $0 == "9.10.0" } == edits.count)
        #expect(text.contains("'{{ env \"TWO\" | default \"9.10.0\" }}'"))
    }

    private static let state = """
        {{ range .Values.x }}{{ end }}
        repositories: [{name: web, url: "https://charts.example.org"}]
        releases:
        - {name: a, chart: web/a, version: VERSION}

        """

    /// The template of a version, and environments ⇒ where the version is.
    @Test(arguments: [
        ("{{ .Values.v }}", "environments: {default: {values: [{v: 1.2.3}]}}\n---\n", ["1.2.3 helmfile.yaml#0:@1"]),
        (
            "{{ .Values.a.v | quote }}", "environments: {default: {values: [{a: {v: 1.2.3}}]}}\n---\n",
            ["1.2.3 helmfile.yaml#0:@1"]
        ),
        ("{{ .StateValues.v }}", "values: [{v: 1.2.3}]\n---\n", ["1.2.3 helmfile.yaml#0:@1"]),
        (
            "{{ $.Environment.Values.v }}",
            "environments:\n  one: {values: [v/one.yaml]}\n  two: {values: [v/two.yaml, none.yaml]}\n---\n",
            ["1.0.0 v/one.yaml#0:/v", "2.0.0 v/two.yaml#1:/v"]
        ),
        ("{{ .Values.v }}", "bases: [v/base.yaml]\n---\n", ["1.0.0 v/one.yaml#0:/v"]),
        (
            "{{ .Values.w }}", "environments: {default: {values: [{v: 1.2.3}]}}\n---\n",
            ["{{ .Values.w }} helmfile.yaml#1:@6"]
        ),
        (
            "{{ .Values.a }}", "environments: {default: {values: [{a: {v: 1.2.3}}]}}\n---\n",
            ["{{ .Values.a }} helmfile.yaml#1:@6"]
        ),
        (
            "v{{ .Values.v }}", "environments: {default: {values: [{v: 1.2.3}]}}\n---\n",
            ["v{{ .Values.v }} helmfile.yaml#1:@6"]
        ),
        (
            "{{ .Release.v }}", "environments: {default: {values: [{v: 1.2.3}]}}\n---\n",
            ["{{ .Release.v }} helmfile.yaml#1:@6"]
        ),
    ])
    func aVersionOfTheStateIsWhereItIsWritten(version: String, head: String, lines: [String]) async throws {
        let found = try await Found([
            "helmfile.yaml": head + Self.state.replacing("VERSION", with: "'\(version)'"), "v/one.yaml": "v: 1.0.0\n",
            "v/two.yaml": "x: y\n---\nv: 2.0.0\n", "v/base.yaml": "environments: {default: {values: [one.yaml]}}\n",
        ])
        #expect(
            found.lines.map {
                $0.replacing("helmChart https://charts.example.org#a ", with: "").replacing(" - ", with: " ")
            } == lines)
    }

    @Test func stateOutsideOfTheTreeIsNotRead() async throws {
        let head = "environments: {default: {values: [../../x.yaml, link/x.yaml]}}\n---\n"
        let folder = TemporaryTree([
            "t/helmfile.yaml": head + Self.state.replacing("VERSION", with: "'{{ .Values.v }}'"),
            "o/x.yaml": "v: 1.0.0\n",
        ])
        run("/bin/ln", ["-s", "../o", "\(folder.path)/t/link"])
        let references = try await TreeDiscovery.discover(path: "\(folder.path)/t").references
        #expect(references.map(\.pin.version) == ["{{ .Values.v }}"])
    }

    @Test func imagesFallBackToTheirDefaults() async throws {
        let text = """
            repositories: [{name: web, url: "https://charts.example.org"}]
            releases:
            - chart: ./local
              values:
              - image:
                  repository: '{{ env "IMAGE" | default "a/b" }}'
                  tag: '{{ env "TAG" | default "1.2" }}'
              - image: {repository: "{{ env "IMAGE" }}", tag: "1"}

            """
        let found = try await Found(["helmfile.yaml": text])
        #expect(found.lines == ["image docker.io/a/b 1.2 - helmfile.yaml#0:@7", "image - 1 - helmfile.yaml#0:@8"])
        let edit = try #require(found.tree.references.first?.mainSite.edit(to: "1.3"))
        let after = try EditProof.apply([edit], to: Array(text.utf8), file: "f")
        #expect(String(decoding: after, as: UTF8.self) == text.replacing("\"1.2\"", with: "\"1.3\""))
    }

    @Test func whatNoYAMLRemainsOfIsSkipped() async throws {
        let found = try await Found(["helmfile.yaml": "releases:\n- chart: a/b\n{{ if }}\n    x: [\n"])
        #expect(found.lines.isEmpty)
        #expect(found.skipped == ["template helmfile.yaml"])
    }

    /// Values as templates are read by their names or because a Helmfile names them; objects as templates are not.
    @Test func goTemplatesOfValuesAreRead() async throws {
        let text = "image: {repository: a/b, tag: \"1\"}\nx: {{ .y }}\n"
        let object = "apiVersion: v1\nkind: Pod\nspec: {containers: [{image: \"a/b:{{ .x }}\"}]}\n"
        let found = try await Found([
            "values.yaml.gotmpl": text, "other.yaml.gotmpl": text, "pod.yaml.gotmpl": object,
            "e/prod.yaml.gotmpl": text,
            "helmfile.yaml": Self.repositories
                + "releases:\n- {chart: web/app, version: 1.2.3, values: [\"e/{{ .Environment.Name }}.yaml.gotmpl\"]}\n",
        ])
        #expect(
            found.lines.filter { $0.hasPrefix("image") } == [
                "image docker.io/a/b 1 - e/prod.yaml.gotmpl#0:@1", "image docker.io/a/b 1 - values.yaml.gotmpl#0:@1",
            ])
        #expect(found.skipped.isEmpty)
    }

    /// A tag that is one of the Helmfile's values is edited where each environment defines it.
    @Test func tagsAreFollowedToTheirValues() async throws {
        let found = try await Found([
            "helmfile.yaml": """
            environments: {a: {values: [a.yaml]}, b: {values: [{tag: 1.1.0}, {name: a/b}]}}
            ---
            releases:
            - name: x
              chart: oci://x.org/c
              version: 1.2.3
              values: [{image: {repository: {{ .Values.name }}, tag: {{ .Values.tag | quote }}, digest: \(digestA)}}]
              set: [{name: side.image.tag, value: 2.0.0}, {name: side.image.repository, value: a/c}]
              dependencies: [{chart: "oci://x.org/d", version: 3.0.0}]

            """, "a.yaml": "tag: 1.0.0\n",
        ])
        #expect(
            found.lines == [
                "image docker.io/a/b 1.0.0@aaaa - a.yaml#0:/tag", "image docker.io/a/b 1.1.0@aaaa - helmfile.yaml#0:@1",
                "ociChart x.org/c 1.2.3 - helmfile.yaml#1:@6", "image docker.io/a/c 2.0.0 - helmfile.yaml#1:@8",
                "ociChart x.org/d 3.0.0 - helmfile.yaml#1:@9",
            ])
    }

    @Test(arguments: [
        ("d/helmfile.yaml", "d/helmfile.lock", true), ("helmfile.yaml.gotmpl", "helmfile.lock", true),
        ("helmfile.yaml", "d/helmfile.lock", false), ("d/a.yaml", "d/helmfile.lock", false),
        ("d/a.yaml", "d/a.lock", true),
    ])
    func aLockBesideTheFileHoldsItsRepositories(file: String, lock: String, isLocked: Bool) async throws {
        let releases = "releases:\n- {chart: web/app, version: 1.2.3}\n- {chart: \"oci://x.org/a/b\", version: 1.2.3}\n"
        let found = try await Found([file: Self.repositories + releases, lock: "version: 1.0.0\n"])
        #expect(found.tree.references.map(\.lock) == [isLocked ? lock : nil, nil])
    }

    @Test func valuesFilesAreNamed() async throws {
        let text =
            "releases:\n- name: a\n  chart: web/app\n  values: [v/x.yaml, ../y.yaml, \"{{ .z }}.yaml\", {a: 1}, \"https://x.org/v.yaml\"]\n"
        let folder = TemporaryTree(["d/helmfile.yaml": text])
        let reader = try await TreeReader(path: folder.path, parsing: .promising)
        let named = await TreeModel(files: reader.files).namedValues
        #expect(named.compactMap(\.path) == ["d/v/x.yaml", "y.yaml"])
        #expect(named.first?.owner.name == "a")
    }
}
