using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Testing;
using Microsoft.CodeAnalysis.Text;

namespace Akka.Greensock.Analyzers.Tests;

/// <summary>
/// Checks one analyzer with its fix. What it must report is marked in the source: <c>{|GS0001:Receive|}</c>. Every source and every
/// mended source must compile.
/// </summary>
internal static class Check<TAnalyzer, TFix>
    where TAnalyzer : DiagnosticAnalyzer, new()
    where TFix : CodeFixProvider, new()
{
    private const string Usings =
        """
        global using System;
        global using System.Collections.Generic;
        global using System.IO;
        global using System.Linq;
        global using System.Net;
        global using System.Net.Sockets;
        global using System.Threading;
        global using System.Threading.Tasks;
        """;

    /// <summary>Exactly what is marked is reported, whatever can be done about it.</summary>
    public static Task ReportsAsync(params string[] sources) => RunAsync(sources, [], library: true);

    /// <summary>Exactly what is marked is reported, and nothing can be done about it by itself.</summary>
    public static Task CannotMendAsync(string source) => RunAsync([source], [source], library: true);

    /// <summary>Exactly what is marked is reported, and mended to the other source, one by one as well as all at once.</summary>
    public static Task MendsAsync(string source, string mended) => RunAsync([source], [mended], library: true);

    /// <summary>The source knows nothing of us.</summary>
    public static Task ReportsWithoutLibraryAsync(string source) => RunAsync([source], [], library: false);

    /// <summary>The source in the body of a class's asynchronous method, with these around it as parameters.</summary>
    public static string InAsyncMethod(string statements) =>
        $$"""
        class Program
        {
            async Task Run(
                GreenSocket socket, GreenNetworkStream stream, Greenlet greenlet, StreamServer server, Hub hub,
                byte[] bytes, Task<int> task)
            {
                {{statements}}
                await Task.Yield();
            }
        }
        """;

    private static async Task RunAsync(string[] sources, string[] mended, bool library)
    {
        var test = new CSharpCodeFixTest<TAnalyzer, TFix, DefaultVerifier>
        {
            ReferenceAssemblies = new ReferenceAssemblies("net10.0"), // none: nothing is fetched
            CompilerDiagnostics = CompilerDiagnostics.Errors,
            NumberOfFixAllIterations = -2, // at most: of a call on the result of a call, the inner one comes first
            CodeFixTestBehaviors = CodeFixTestBehaviors.SkipFixAllInProjectCheck | CodeFixTestBehaviors.SkipFixAllInSolutionCheck,
            CodeActionValidationMode = CodeActionValidationMode.None, // the tree is what the parser makes of the text, once formatted
        };
        test.TestState.AdditionalReferences.AddRange(Library.Runtime);
        if (library)
        {
            test.TestState.AdditionalReferences.Add(Library.Greensock);
        }

        bool isProgram = sources[0].Contains("// top-level", StringComparison.Ordinal);
        test.TestState.OutputKind = isProgram ? OutputKind.ConsoleApplication : OutputKind.DynamicallyLinkedLibrary;
        foreach (string source in sources)
        {
            test.TestState.Sources.Add(source);
        }

        foreach (string source in mended)
        {
            test.FixedState.Sources.Add(source);
        }

        string usings = library ? Usings + "\nglobal using Akka.Greensock;" : Usings;
        test.TestState.Sources.Add(("Usings.cs", usings));
        test.FixedState.Sources.AddRange(mended.Select(_ => ("Usings.cs", SourceText.From(usings))));

        if (mended.Length > 0 && mended[0] == sources[0])
        {
            test.FixedState.MarkupHandling = MarkupMode.Allow;
            test.BatchFixedState.MarkupHandling = MarkupMode.Allow;
        }

        test.SolutionTransforms.Add((solution, project) => solution.WithProjectParseOptions(
            project, ((CSharpParseOptions)solution.GetProject(project)!.ParseOptions!).WithLanguageVersion(LanguageVersion.Latest)));
        await test.RunAsync(CancellationToken.None);
    }
}
