namespace Markdwell.Models;

/// <summary>The Atlassian product that a tenant is an installation in.</summary>
public enum Product
{
    Jira,
    Confluence,
}
