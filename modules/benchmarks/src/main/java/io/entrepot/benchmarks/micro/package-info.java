/**
 * What is run for every byte or every block, each beside the library's or the plain way to do the same; JMH runs them. Where
 * an operation is a byte, nanoseconds for each operation are nanoseconds for each byte.
 */
package io.entrepot.benchmarks.micro;
