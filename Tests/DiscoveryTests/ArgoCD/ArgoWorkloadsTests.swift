import Testing

/// Images of Argo Workflows, Events and Rollouts.
@Suite struct ArgoWorkloadsTests {
    private static let workflow = """
        templates:
        - container: {image: "a/b:1"}
        - script: {image: "a/b:2"}
          initContainers: [{image: "a/b:3"}]
          sidecars: [{image: "a/b:4"}]
        - containerSet: {containers: [{image: "a/b:5"}]}
        - container: {image: "{{inputs.parameters.image}}"}
        - steps: [[{name: x, template: y}, {name: z, inline: {container: {image: "a/b:7"}}}]]
        - dag: {tasks: [{name: x, inline: {script: {image: "a/b:8"}, volumes: [{image: {reference: "a/b:9"}}]}}]}
        - resource:
            manifest: |
              apiVersion: batch/v1
              kind: Job
              spec: {template: {spec: {containers: [{image: "a/b:6"}]}}}
        """
    private static let images =
        (1...5).map { "image docker.io/a/b \($0) -" } + ["image - - -"]
        + [7, 8, 9, 6].map { "image docker.io/a/b \($0) -" }

    @Test(arguments: ["Workflow", "WorkflowTemplate", "ClusterWorkflowTemplate"]) func aWorkflow(kind: String)
        async throws
    {
        let text = "apiVersion: argoproj.io/v1alpha1\nkind: \(kind)\nspec:\n  \(Self.workflow.indented(2))\n"
        #expect(try await Found(["a.yaml": text]).shortLines == Self.images)
    }

    @Test func aCronWorkflow() async throws {
        let text =
            "apiVersion: argoproj.io/v1alpha1\nkind: CronWorkflow\nspec:\n  workflowSpec:\n    \(Self.workflow.indented(4))\n"
        #expect(try await Found(["a.yaml": text]).shortLines == Self.images)
    }

    @Test(arguments: ["k8s", "argoWorkflow"]) func aSensorHoldsWholeObjects(trigger: String) async throws {
        let text = """
            apiVersion: argoproj.io/v1alpha1
            kind: Sensor
            metadata: {name: s}
            spec:
              template: {container: {image: "c/d:1"}}
              triggers:
              - template:
                  name: one
                  \(trigger):
                    source:
                      resource:
                        apiVersion: argoproj.io/v1alpha1
                        kind: Workflow
                        spec: {templates: [{container: {image: "a/b:1"}}]}
              - template:
                  name: two
                  \(trigger):
                    source:
                      resource:
                        kind: Pod
                        spec: {containers: [{image: "a/b:2"}]}
            """
        #expect(
            try await Found(["a.yaml": text]).lines == [
                "image docker.io/c/d 1 - a.yaml#0:/spec/template/container/image",
                "image docker.io/a/b 1 - a.yaml#0:/spec/triggers/0/template/\(trigger)/source/resource/spec/templates/0/container/image",
                "image docker.io/a/b 2 - a.yaml#0:/spec/triggers/1/template/\(trigger)/source/resource/spec/containers/0/image",
            ])
    }

    @Test(arguments: [
        ("Rollout", "template: {spec: {containers: [{image: \"a/b:1\"}]}}"),
        (
            "AnalysisTemplate",
            "metrics: [{provider: {job: {spec: {template: {spec: {containers: [{image: \"a/b:1\"}]}}}}}}]"
        ),
        ("EventSource", "template: {container: {image: \"a/b:1\"}}"),
    ])
    func otherKinds(kind: String, spec: String) async throws {
        let text = "apiVersion: argoproj.io/v1alpha1\nkind: \(kind)\nspec: {\(spec)}\n"
        #expect(try await Found(["a.yaml": text]).shortLines == ["image docker.io/a/b 1 -"])
        #expect(try await Found(["a.yaml": text.replacing("argoproj.io", with: "example.k8s.io")]).lines.isEmpty)
    }
}
