// What an app costs before it does anything, step by step, with what is given: the server, Entity Framework with one query, Razor Pages
// with one page. "call ADDRESS" asks somebody else for each answer.
using Markdwell.Least;
using Microsoft.EntityFrameworkCore;

var step = Enum.Parse<Step>(args[0], ignoreCase: true);
var builder = WebApplication.CreateBuilder();
builder.Logging.SetMinimumLevel(LogLevel.Warning);
if (step is Step.Data or Step.Pages)
{
    builder.Services.AddPooledDbContextFactory<LeastContext>(db => db.UseSqlite(args[1]));
}

if (step == Step.Pages)
{
    builder.Services.AddRazorPages();
}

builder.Services.AddSingleton<HttpClient>();

var app = builder.Build();
switch (step)
{
    case Step.Server:
        app.MapGet("/", (RequestDelegate)(context => context.Response.WriteAsync("one")));
        break;
    case Step.Data:
        app.MapGet("/", (RequestDelegate)(async context =>
            await context.Response.WriteAsync(await context.RequestServices.GetRequiredService<IDbContextFactory<LeastContext>>().NameAsync())));
        break;
    case Step.Pages:
        app.MapRazorPages();
        break;
    default:
        app.MapGet("/", (RequestDelegate)(async context =>
            await context.Response.Body.WriteAsync(await context.RequestServices.GetRequiredService<HttpClient>().GetByteArrayAsync(new Uri(args[1])))));
        break;
}

await app.RunAsync();
