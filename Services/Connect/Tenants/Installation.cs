using Markdwell.Models;

namespace Markdwell.Services.Connect.Tenants;

/// <summary>A checked installed event, ready to be stored.</summary>
public sealed record Installation(string ClientKey, Product Product, string BaseUrl, string? DisplayUrl, string SharedSecret);
