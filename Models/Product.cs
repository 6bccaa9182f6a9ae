namespace Markdwell.Models;

/// <summary>The Atlassian product that a tenant is an installation in.</summary>
public enum Product
{
    Jira,
    Confluence,
}

public static class ProductTypes
{
    /// <summary>The product in Connect's own word.</summary>
    public static string ProductType(this Product product) => product == Product.Jira ? "jira" : "confluence";

    /// <summary>Null for a word of another product.</summary>
    public static Product? Of(string? productType) => Enum.GetValues<Product>().Cast<Product?>().FirstOrDefault(product => product!.Value.ProductType() == productType);
}
