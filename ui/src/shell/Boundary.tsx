import { Component } from "react";
import type { ReactNode } from "react";
import { ErrorNote } from "../parts/Notes";

/** Keeps an error inside the page that it happened in: the navigation stays. */
export class Boundary extends Component<{ children: ReactNode; where: string }, { error: unknown; where: string }> {
  override state: { error: unknown; where: string } = { error: null, where: this.props.where };
  static getDerivedStateFromError(error: unknown) {
    return { error };
  }
  static getDerivedStateFromProps(props: { where: string }, state: { error: unknown; where: string }) {
    return props.where === state.where ? null : { error: null, where: props.where };
  }
  override render() {
    if (this.state.error === null) return this.props.children;
    return <ErrorNote error={this.state.error} retry={() => location.reload()} />;
  }
}
