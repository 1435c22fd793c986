// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.testing.contract;

/** The suite on a source that keeps to the contract. */
class LogSourceContractITCase extends RewindableSourceContract<String> {

    @Override
    protected ExternalInput<String> input() {
        return new Logs(LogSource.Fault.NONE);
    }
}
