/** Where the CPU time of a whole copy goes, by thread and by method, from a recording of Java Flight Recorder. */
package io.entrepot.benchmarks.profile;
