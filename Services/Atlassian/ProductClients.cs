using System.Diagnostics.Metrics;
using System.Text.Encodings.Web;
using System.Text.Json;
using Markdwell.Models;
using Markdwell.Services.Atlassian.Points;
using Markdwell.Services.Connect.Calls;
using Refit;

namespace Markdwell.Services.Atlassian;

/// <summary>Makes clients for one tenant's product. The connections behind them are shared; the signature is the tenant's own.</summary>
public sealed class ProductClients(
    IHttpMessageHandlerFactory handlers, CallSigner signer, RateBudgets budgets, PointsBudget points, ProductPauses pauses, IMeterFactory meters)
{
    public const string HandlerName = "product";

    /// <summary>How values are sent: letters as themselves, for properties are measured as they are sent.</summary>
    public static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        AllowDuplicateProperties = false,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        MaxDepth = FlatElements.MaxPassed,
        Converters = { new FlatElements() },
    };

    private static readonly RefitSettings Settings = new(new SystemTextJsonContentSerializer(Json));

    private readonly Counter<long> held = CallGate.Held(meters);

    /// <summary>The app's own key, which the products make part of the names of its things.</summary>
    public string AppKey => signer.AppKey;

    /// <summary>Calls as the app.</summary>
    /// <param name="urgency">Who waits for it, where the hour's points run short.</param>
    public TApi For<TApi>(Tenant tenant, Urgency urgency = Urgency.View)
        where TApi : class =>
        Create<TApi>(tenant, new CallGate(tenant, urgency, points, pauses, held, signer.For(tenant, budgets.Listen(tenant.Id, handlers.CreateHandler(HandlerName)))));

    /// <summary>Calls as somebody who is not logged in: what such a viewer may see, the product answers without a signature.</summary>
    public TApi ForAnonymous<TApi>(Tenant tenant)
        where TApi : class =>
        Create<TApi>(tenant, handlers.CreateHandler(HandlerName));

    // The handlers belong to the factory, so a client is nothing that needs to be disposed of.
    private static TApi Create<TApi>(Tenant tenant, HttpMessageHandler handler)
        where TApi : class =>
        RestService.For<TApi>(
            new HttpClient(handler, disposeHandler: false) { BaseAddress = new Uri(tenant.BaseUrl), Timeout = Timeout.InfiniteTimeSpan },
            Settings);
}
