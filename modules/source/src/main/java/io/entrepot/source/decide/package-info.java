/**
 * What is sent, and in which order: the pure core of the agent. Blocks and zeros of several images go in, records and
 * ends of transactions come out.
 *
 * <p>One thread drives it. It knows no Kafka, no clock, no file and no other thread: where published blocks are known
 * from ({@link io.entrepot.source.decide.KnownPlaces}), where runs are collected ({@link
 * io.entrepot.source.decide.RunBuffers}) and where decisions go ({@link io.entrepot.source.decide.Outlet}) are
 * interfaces; the end of a transaction is told to it. Reading, hashing, compressing and sending do not belong here.
 */
package io.entrepot.source.decide;
