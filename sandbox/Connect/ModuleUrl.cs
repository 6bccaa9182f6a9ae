using System.Text;
using System.Text.RegularExpressions;

namespace Markdwell.Sandbox.Connect;

/// <summary>Fills <c>{page.id}</c> and the like, and hashes the result the way an app will see it.</summary>
internal static partial class ModuleUrl
{
    /// <summary>Percent-encoded in the path, form-encoded in the query; a variable nobody knows becomes nothing.</summary>
    public static string Fill(string url, Func<string, string?> variable)
    {
        var query = url.IndexOf('?', StringComparison.Ordinal);
        return Variable().Replace(url, m =>
        {
            var encoded = Uri.EscapeDataString(variable(m.Groups["name"].Value) ?? "");
            return query >= 0 && m.Index > query ? encoded.Replace("%20", "+", StringComparison.Ordinal) : encoded;
        });
    }

    public static string Append(string url, params (string Name, string Value)[] parameters)
    {
        var text = new StringBuilder(url);
        foreach (var (name, value) in parameters)
        {
            text.Append(text.ToString().Contains('?', StringComparison.Ordinal) ? '&' : '?')
                .Append(Uri.EscapeDataString(name)).Append('=').Append(Uri.EscapeDataString(value));
        }
        return text.ToString();
    }

    /// <summary>Module addresses are relative to the base URL; a slash is missing or doubled in many descriptors.</summary>
    public static string Absolute(string baseUrl, string url) =>
        Uri.TryCreate(url, UriKind.Absolute, out var absolute) && absolute.Scheme.StartsWith("http", StringComparison.Ordinal)
            ? url : baseUrl + "/" + url.TrimStart('/');

    /// <summary>The path is hashed decoded and without the path of the app's base URL.</summary>
    public static string Hash(string method, string url, string baseUrl)
    {
        var uri = new Uri(url);
        var path = Uri.UnescapeDataString(uri.AbsolutePath);
        var root = Uri.TryCreate(baseUrl, UriKind.Absolute, out var app) ? app.AbsolutePath.TrimEnd('/') : "";
        var relative = root.Length > 0 && path.StartsWith(root + "/", StringComparison.Ordinal) ? path[root.Length..] : path;
        return QueryStringHash.Of(method, relative, uri.Query);
    }

    [GeneratedRegex(@"\{(?<name>[^{}]+)\}", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Variable();
}
