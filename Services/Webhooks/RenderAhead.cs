using Markdwell.Models;
using Markdwell.Services.Atlassian;

namespace Markdwell.Services.Webhooks;

/// <summary>Makes the texts of a page's newest version ready, so that its first reader does not wait for them. Pages do it, since they know what they will show.</summary>
public delegate Task<CallOutcome> RenderAhead(Tenant tenant, string pageId, CancellationToken cancellationToken);
