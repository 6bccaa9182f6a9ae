using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.Extensions.Options;

namespace Markdwell.Services.Connect.Tokens;

/// <summary>
/// Lets a page's input come from the query alone, which the token's hash covers. By default a form would go before it,
/// even in a GET: then a caller could name another page than the one that was signed. Post-configured, because the
/// framework adds its sources last.
/// </summary>
internal sealed class SignedInput : IPostConfigureOptions<MvcOptions>
{
    public void PostConfigure(string? name, MvcOptions options)
    {
        options.ValueProviderFactories.Clear();
        options.ValueProviderFactories.Add(new QueryStringValueProviderFactory());
    }
}
