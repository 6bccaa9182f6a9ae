using Markdwell.Models;
using Markdwell.Services.Connect.Tenants;
using Microsoft.Extensions.Options;

namespace Markdwell.Services.Connect.Calls;

/// <summary>Puts a tenant's signature in front of a handler.</summary>
public sealed class CallSigner(TenantStore tenants, IOptions<ConnectOptions> options, TimeProvider clock)
{
    public string AppKey => options.Value.AppKey;

    public HttpMessageHandler For(Tenant tenant, HttpMessageHandler inner) =>
        new SigningHandler(tenant, tenants.SigningSecret(tenant), AppKey, clock) { InnerHandler = inner };
}
