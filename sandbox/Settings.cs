namespace Markdwell.Sandbox;

/// <summary>Everything that can be set from outside, under the section "Sandbox" (environment: <c>Sandbox__Port</c> and so on).</summary>
internal sealed class Settings
{
    public int Port { get; set; } = 5100;

    public string Descriptor { get; set; } = "http://localhost:5080/atlassian-connect.json";

    public string? JiraDescriptor { get; set; }

    public string? ConfluenceDescriptor { get; set; }

    public bool InstallAtStart { get; set; } = true;

    /// <summary>Where npm put its packages; found by walking up from the content root when not said.</summary>
    public string? NodeModules { get; set; }

    /// <summary>Jira waits minutes between two tries of a webhook; nobody wants to watch that.</summary>
    public double WebhookRetrySeconds { get; set; } = 2;

    public string DescriptorOf(Connect.Product product) =>
        (product == Connect.Product.Jira ? JiraDescriptor : ConfluenceDescriptor) ?? Descriptor;
}
