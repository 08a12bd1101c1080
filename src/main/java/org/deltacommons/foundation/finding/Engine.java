package org.deltacommons.foundation.finding;

import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// What keeps the index and asks it: Lucene in this process, or a server beside it. Everything that
/// does not depend on it stays with [Finding]: following the feeds, building anew, answering by
/// name as long as there is no index. One engine is used by one process.
interface Engine {

    // The indexes that there are

    /// The index in use; null if there is none.
    ///
    /// @throws IOException if it cannot be read, or another process holds it
    @Nullable Volume current() throws IOException;

    /// Whether it was made by the analysis of today, see [Analysis#VERSION]; another one serves
    /// until the next is built.
    boolean isOfThisAnalysis(Volume volume);

    /// A new, empty one beside the others.
    Volume fresh() throws IOException;

    /// What a build that was stopped has left; null if there is none, or it is somebody else's.
    @Nullable Build unfinished();

    /// From now on this one is the index in use, also after a restart; changed in one step, so that
    /// a kill leaves the old or the new.
    void makeCurrent(Volume volume) throws IOException;

    /// Gets rid of all others; what cannot be deleted now goes next time.
    void tidy(Volume kept);

    // What is asked of the one in use

    /// @param facets names of the dimensions whose values are counted
    Found find(FindRequest request, boolean english, Finding.Way way, Collection<String> facets)
            throws IOException;

    /// @param key of a document
    /// @return empty if there is no such document
    Optional<Whether> whether(FindRequest request, String key) throws IOException;

    Typed suggest(String typed) throws IOException;

    /// Up to eight documents that are called so, the likeliest first.
    List<FindDocument> named(String name) throws IOException;

    /// Whether meanings are compared besides words, now.
    boolean knowsMeanings();

    /// How many texts are still to be compared by meaning; -1 where meanings take no part.
    long meaningsMissing() throws IOException;

    /// Finds out whether it can be asked now; cheap, because it is done all the time.
    ///
    /// @throws EngineAway if it cannot
    void reach() throws IOException;

    /// What it is and how it compares meanings, for operators.
    Map<String, String> state();

    // What it does in the background

    /// @param inUse the index in use; null as long as none is open
    void start(Supplier<@Nullable Volume> inUse, ScheduledExecutorService rounds);

    /// Somebody uses the server now: what is done in the background goes on more slowly for a
    /// while.
    void giveWay();

    /// Follows the words of the index for what is offered while somebody types.
    void complete() throws IOException;

    void stop();

    /// Nothing is asked or written any more.
    void ended();
}
