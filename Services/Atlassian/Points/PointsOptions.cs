using Microsoft.Extensions.Options;

namespace Markdwell.Services.Atlassian.Points;

/// <summary>Section <c>Products</c> of the configuration.</summary>
public sealed class PointsOptions
{
    /// <summary>What a product lets the app spend in an hour for all its sites together; 0 where each site has points of its own.</summary>
    public long PointsPerHour { get; set; } = 65_000;
}

internal sealed class PointsOptionsValidator : IValidateOptions<PointsOptions>
{
    public ValidateOptionsResult Validate(string? name, PointsOptions options) => options.PointsPerHour >= 0
        ? ValidateOptionsResult.Success
        : ValidateOptionsResult.Fail("Products__PointsPerHour must be 0 or more: what Atlassian lets the app spend in an hour for all sites, or 0 where each site has points of its own.");
}
